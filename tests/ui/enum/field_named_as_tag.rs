use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(tag = "type")]
enum Payment {
    Card {
        #[dynamo(rename = "type")]
        card_type: String,
    },
}

fn main() {}
