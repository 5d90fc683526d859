use dynamo_model::{Document, Model};

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

#[derive(Clone, Document)]
#[dynamo(tag = "type")]
enum Payment {
    Card { number: String },
    #[dynamo(other)]
    Other(Customer),
}

struct ByName;

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "PRODUCT#{sku}", sort_key = "DETAILS", index(ByName, of = Order, partition_key = "{sku}"))]
struct Product {
    sku: String,
}

fn main() {}
