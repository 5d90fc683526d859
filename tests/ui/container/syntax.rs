use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo]
struct Line {
    #[dynamo(rename)]
    sku: String,
    #[dynamo(skip = true)]
    quantity: u32,
    #[dynamo(rename = sku skip)]
    other: u32,
    #[dynamo(with = 3)]
    last: u32,
}

fn main() {}
