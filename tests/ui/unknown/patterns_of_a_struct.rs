use dynamo_model::Document;

#[derive(Clone, Document)]
struct Audit {
    by: String,
}

#[derive(Clone, Document)]
struct Order {
    id: String,
    #[dynamo(flatten("x-*"))]
    audit: Audit,
}

fn main() {}
