use dynamo_model::Document;

#[derive(Document)]
struct Line {
    #[dynamo(null)]
    sku: String,
}

fn main() {}
