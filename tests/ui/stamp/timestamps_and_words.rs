use std::time::SystemTime;

use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(timestamps)]
struct Post {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(created_at)]
    created_at: SystemTime,
    #[dynamo(created_at)]
    updated_at: SystemTime,
}

#[derive(Clone, Model)]
#[dynamo(timestamps)]
struct Page {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(skip)]
    created_at: Option<SystemTime>,
    #[dynamo(force = SystemTime::UNIX_EPOCH)]
    updated_at: SystemTime,
}

fn main() {
    let _ = (Post::get("p"), Page::get("p"));
}
