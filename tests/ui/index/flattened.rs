use dynamo_model::{Document, Model};

struct ByStatus;

#[derive(Clone, Document)]
struct Line {
    sku: String,
}

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(flatten, index(ByStatus, partition_key))]
    status: Line,
}

fn main() {}
