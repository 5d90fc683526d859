use dynamo_model::{Document, Model};

struct ByStatus;

#[derive(Clone, Document)]
struct Line {
    sku: String,
}

#[derive(Clone, Model)]
#[dynamo(index(ByStatus, include(line)))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByStatus, partition_key))]
    status: String,
    #[dynamo(flatten)]
    line: Line,
}

fn main() {}
