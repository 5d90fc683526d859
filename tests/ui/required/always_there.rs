use dynamo_model::Document;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(required)]
    sku: String,
}

fn main() {}
