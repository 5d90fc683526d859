use std::time::SystemTime;

use dynamo_model::{Document, Model};

#[derive(Clone, Model)]
#[dynamo(timestamps)]
struct Post {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(Clone, Document)]
#[dynamo(timestamps)]
struct Note {
    created_at: SystemTime,
}

fn main() {
    let _ = Post::get("p");
}
