use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(tag = "type", untagged)]
enum Payment {
    Card { number: String },
}

fn main() {}
