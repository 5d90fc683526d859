use dynamo_model::Document;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(rename = "")]
    sku: String,
}

fn main() {}
