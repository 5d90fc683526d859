use dynamo_model::Document;

struct Foreign;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(serde)]
    foreign: Foreign,
}

fn main() {}
