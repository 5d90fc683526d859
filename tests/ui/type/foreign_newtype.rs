use dynamo_model::Document;

struct Foreign;

#[derive(Clone, Document)]
struct Id(Foreign);

fn main() {}
