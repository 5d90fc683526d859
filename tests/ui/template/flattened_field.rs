use dynamo_model::{Document, Model};

#[derive(Document)]
struct Line {
    sku: String,
}

#[derive(Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{line}")]
struct Order {
    customer: String,
    #[dynamo(flatten)]
    line: Line,
}

fn main() {}
