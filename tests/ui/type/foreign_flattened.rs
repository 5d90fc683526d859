use dynamo_model::Document;

struct Foreign;

#[derive(Document)]
struct Line {
    #[dynamo(flatten)]
    foreign: Foreign,
}

fn main() {}
