use dynamo_model::Document;

struct Foreign;

#[derive(Clone, Document)]
struct Line {
    sku: String,
    foreign: Vec<Option<Foreign>>,
}

fn main() {}
