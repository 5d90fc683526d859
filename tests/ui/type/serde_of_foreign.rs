use dynamo_model::Document;

struct Foreign;

#[derive(Document)]
struct Line {
    #[dynamo(serde)]
    foreign: Foreign,
}

fn main() {}
