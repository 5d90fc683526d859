use dynamo_model::Document;

#[derive(Document)]
struct Line {
    #[dynamo(binary)]
    sku: String,
}

fn main() {}
