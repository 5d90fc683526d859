use dynamo_model::Document;

#[derive(Clone, Document)]
struct Address {
    city: String,
}

#[derive(Clone, Document)]
struct Line {
    #[dynamo(flatten, rename = "a")]
    address: Address,
    #[dynamo(flatten, default)]
    other: Address,
    #[dynamo(flatten, serde)]
    third: Address,
}

fn main() {}
