use dynamo_model::Document;

#[derive(Clone, Document)]
struct Token(#[dynamo(secret)] String);

#[derive(Clone, Document)]
#[dynamo(untagged)]
enum Proof {
    Word(#[dynamo(secret)] String),
}

fn main() {}
