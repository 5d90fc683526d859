use dynamo_model::Document;

struct Foreign;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(flatten)]
    foreign: Foreign,
}

fn main() {}
