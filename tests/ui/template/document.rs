use dynamo_model::{Document, Model};

#[derive(Clone, Document)]
struct Address {
    city: String,
}

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{address}")]
struct Order {
    customer: String,
    number: u32,
    address: Address,
}

fn main() {}
