use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(tag = "type")]
enum Payment {
    Card {
        #[dynamo(default(with = of_card))]
        holder: Option<String>,
    },
}

fn of_card(_: &Payment) -> Option<String> {
    None
}

fn main() {}
