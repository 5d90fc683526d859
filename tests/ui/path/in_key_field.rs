use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(
    table = "shop",
    partition_key = "CUSTOMER#{customer}",
    sort_key = "ORDER#{year}#{number}"
)]
struct Order {
    customer: String,
    year: u16,
    #[dynamo(in_key)]
    number: u32,
    total: u64,
}

fn main() {
    let _ = Order::scan().filter(|o| o.number.gt(5));
}
