use std::time::SystemTime;

use dynamo_model::Model;

#[derive(Clone, Model)]
struct Post {
    #[dynamo(partition_key, id = uuid_v4, force = String::new())]
    id: String,
    #[dynamo(created_at, updated_at)]
    time: SystemTime,
    #[dynamo(created_at, default(write = None))]
    made: Option<SystemTime>,
    #[dynamo(ttl(after = std::time::Duration::ZERO), default(with = Self::expiry))]
    expires: Option<SystemTime>,
}

#[derive(Clone, Model)]
struct Page {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(updated_at, ttl)]
    expires: SystemTime,
    #[dynamo(created_at, default(read = None))]
    fine: Option<SystemTime>,
}

fn main() {
    let _ = (Post::get("p"), Page::get("p"));
}
