use dynamo_model::{Collection, Model};

struct ByTotal;
struct ByNumber;

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
struct Customer {
    id: String,
    name: String,
}

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{number}", index(ByTotal))]
struct Order {
    customer: String,
    number: u32,
    #[dynamo(index(ByTotal, partition_key))]
    total: u64,
}

#[derive(Collection)]
#[dynamo(
    index(ByTotal, name = "by-total", local, of = Order),
    index(ByTotal, off = Order),
    index(ByNumber, of = "Order"),
)]
enum Shop {
    Customer(Customer),
    Order(Order),
}

fn main() {}
