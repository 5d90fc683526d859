use dynamo_model::Document;

#[derive(Document)]
#[dynamo(table = "lines")]
struct Line {
    sku: String,
}

fn main() {}
