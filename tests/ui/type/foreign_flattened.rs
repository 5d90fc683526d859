use dynamo_model::Document;

#[derive(Clone)]
struct Foreign;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(flatten)]
    foreign: Foreign,
}

fn main() {}
