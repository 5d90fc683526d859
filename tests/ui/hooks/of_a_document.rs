use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(hooks)]
struct Line {
    sku: String,
}

fn main() {}
