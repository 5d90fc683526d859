use std::time::SystemTime;

use dynamo_model::Model;

#[derive(Clone, Model)]
struct Post {
    #[dynamo(partition_key, force = "p".to_owned())]
    id: String,
    #[dynamo(sort_key, updated_at)]
    updated: SystemTime,
}

#[derive(Clone, Model)]
#[dynamo(partition_key = "PAGE#{id}", sort_key = "{expires}#{created}")]
struct Page {
    id: String,
    #[dynamo(ttl(after = std::time::Duration::ZERO, refresh))]
    expires: SystemTime,
    #[dynamo(created_at)]
    created: SystemTime,
}

fn main() {
    let _ = (Post::scan(), Page::scan());
}
