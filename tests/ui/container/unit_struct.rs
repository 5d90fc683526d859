use dynamo_model::Document;

#[derive(Document)]
struct Nothing;

fn main() {}
