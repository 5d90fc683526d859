use dynamo_model::Document;

#[derive(Clone)]
struct Foreign;

#[derive(Clone, Document)]
struct Line {
    sku: String,
    foreign: Vec<Option<Foreign>>,
}

fn main() {}
