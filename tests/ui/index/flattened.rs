use dynamo_model::{Document, Model};

struct ByStatus;

#[derive(Document)]
struct Line {
    sku: String,
}

#[derive(Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(flatten, index(ByStatus, partition_key))]
    status: Line,
}

fn main() {}
