use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(tag = "type")]
struct Line {
    sku: String,
}

fn main() {}
