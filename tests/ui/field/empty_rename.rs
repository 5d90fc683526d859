use dynamo_model::Document;

#[derive(Document)]
struct Line {
    #[dynamo(rename = "")]
    sku: String,
}

fn main() {}
