use dynamo_model::Document;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(binary, serde)]
    sku: Vec<u8>,
    #[dynamo(with = Cents, binary)]
    price: Vec<u8>,
}

fn main() {}
