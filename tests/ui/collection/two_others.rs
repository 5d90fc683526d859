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

use dynamo_model::value::Item;

#[derive(Collection)]
enum Shop {
    Customer(Customer),
    #[dynamo(other)]
    Other(Item),
    #[dynamo(other)]
    Unknown(Item),
}

fn main() {}
