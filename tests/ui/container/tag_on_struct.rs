use dynamo_model::Document;

#[derive(Document)]
#[dynamo(tag = "type")]
struct Line {
    sku: String,
}

fn main() {}
