use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(tag = "type")]
enum Event {
    Paid {
        #[dynamo(default(with = Self::currency))]
        currency: Option<String>,
    },
}

fn main() {}
