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

#[derive(Collection)]
enum Shop<T> {
    Customer(Customer),
    Order(T),
}

fn main() {}
