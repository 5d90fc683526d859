use dynamo_model::Document;

#[derive(Clone, Document)]
enum Payment {
    Cash,
    Card { number: String },
}

fn main() {}
