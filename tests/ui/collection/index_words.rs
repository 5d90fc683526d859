use dynamo_model::{Collection, Model};

#[derive(Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
struct Customer {
    id: String,
    name: String,
}

#[derive(Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{number}")]
struct Order {
    customer: String,
    number: u32,
    total: u64,
}

struct ByTotal;

#[derive(Collection)]
#[dynamo(
    index(ByTotal, name = "by-total", local, of = Order),
    index(ByTotal, off = Order),
    index(Order = ByTotal)
)]
enum Shop {
    Customer(Customer),
    Order(Order),
}

fn main() {}
