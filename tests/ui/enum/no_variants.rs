use dynamo_model::Document;

#[derive(Clone, Document)]
enum Never {}

fn main() {}
