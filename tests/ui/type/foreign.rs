use dynamo_model::Document;

#[derive(Clone)]
struct Foreign;

#[derive(Clone, Document)]
struct Line {
    sku: String,
    foreign: Foreign,
}

fn main() {}
