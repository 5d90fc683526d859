use std::time::SystemTime;

use dynamo_model::{Document, Model};

#[derive(Clone, Document)]
struct Version(u64);

#[derive(Clone, Model)]
struct Post {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(created_at)]
    created: String,
    #[dynamo(updated_at)]
    updated: u64,
    #[dynamo(updated_at)]
    version: Option<Version>,
    #[dynamo(created_at)]
    all: Vec<SystemTime>,
}

fn main() {
    let _ = Post::get("p");
}
