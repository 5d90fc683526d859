use dynamo_model::Document;

#[derive(Document)]
struct Line {
    #[dynamo(flatten)]
    sku: String,
}

fn main() {}
