use dynamo_model::Document;

#[derive(Document)]
#[dynamo(content = "value")]
enum Payment {
    Card { number: String },
}

fn main() {}
