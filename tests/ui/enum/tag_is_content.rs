use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(tag = "type", content = "type")]
enum Payment {
    Card { number: String },
}

fn main() {}
