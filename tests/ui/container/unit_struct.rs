use dynamo_model::Document;

#[derive(Clone, Document)]
struct Nothing;

fn main() {}
