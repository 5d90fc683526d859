use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(unknown = deny)]
struct OrderId(String);

#[derive(Clone, Document)]
#[dynamo(unknown = deny)]
enum Status {
    Open,
    Done,
}

#[derive(Clone, Document)]
#[dynamo(unknown = refuse)]
struct Line {
    sku: String,
}

fn main() {}
