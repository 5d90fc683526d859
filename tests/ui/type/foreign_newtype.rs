use dynamo_model::Document;

struct Foreign;

#[derive(Document)]
struct Id(Foreign);

fn main() {}
