use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(tag = "type")]
enum Payment {
    Card {
        #[dynamo(default(with = currency))]
        currency: Option<String>,
    },
    Cash,
}

fn currency(_: &Payment) -> Option<String> {
    None
}

fn main() {}
