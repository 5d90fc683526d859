use dynamo_model::Document;

#[derive(Clone)]
struct Foreign;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(serde)]
    foreign: Foreign,
}

fn main() {}
