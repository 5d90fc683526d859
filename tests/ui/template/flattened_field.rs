use dynamo_model::{Document, Model};

#[derive(Clone, Document)]
struct Line {
    sku: String,
}

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{line}")]
struct Order {
    customer: String,
    #[dynamo(flatten)]
    line: Line,
}

fn main() {}
