use dynamo_model::{Document, Model};

#[derive(Document)]
struct Address {
    city: String,
}

#[derive(Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{address}")]
struct Order {
    customer: String,
    number: u32,
    address: Address,
}

fn main() {}
