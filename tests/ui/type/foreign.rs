use dynamo_model::Document;

struct Foreign;

#[derive(Document)]
struct Line {
    sku: String,
    foreign: Foreign,
}

fn main() {}
