use dynamo_model::Document;

#[derive(Document)]
enum Payment {
    Cash,
    Card { number: String },
}

fn main() {}
