use dynamo_model::{Collection, Model};

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
struct Customer {
    id: String,
    name: String,
}

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{number}")]
struct Order {
    customer: String,
    number: u32,
    total: u64,
}

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Address {
    city: String,
}

#[derive(Collection)]
enum Shop {
    Customer(Customer),
    Name(String),
    Address(Address),
    Order(Box<Order>),
}

fn main() {}
