use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(table = "lines")]
struct Line {
    sku: String,
}

fn main() {}
