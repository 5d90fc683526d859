use dynamo_model::Document;

#[derive(Document)]
enum Never {}

fn main() {}
