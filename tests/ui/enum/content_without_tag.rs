use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(content = "value")]
enum Payment {
    Card { number: String },
}

fn main() {}
