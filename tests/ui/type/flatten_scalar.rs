use dynamo_model::Document;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(flatten)]
    sku: String,
}

fn main() {}
