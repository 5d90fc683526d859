use std::time::SystemTime;

use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key = "PAGE#{id}", sort_key = "{updated}")]
struct Page {
    #[dynamo(in_key, id = ulid)]
    id: String,
    #[dynamo(in_key, updated_at)]
    updated: SystemTime,
}

fn main() {
    let _ = Page::scan();
}
