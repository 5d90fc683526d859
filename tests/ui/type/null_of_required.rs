use dynamo_model::Document;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(null)]
    sku: String,
}

fn main() {}
