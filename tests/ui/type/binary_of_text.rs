use dynamo_model::Document;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(binary)]
    sku: String,
}

fn main() {}
