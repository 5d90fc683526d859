use dynamo_model::Document;

#[derive(Clone, Document)]
struct Person {
    name: String,
    tags: Vec<String>,
    #[dynamo(combine(name, tags))]
    all: String,
}

fn main() {}
