use dynamo_model::Document;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(skip, rename = "s")]
    sku: String,
    #[dynamo(skip, flatten)]
    address: String,
    #[dynamo(skip, default)]
    count: u32,
    #[dynamo(skip, binary)]
    bytes: Vec<u8>,
}

fn main() {}
