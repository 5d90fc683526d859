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
    number: u32,
    total: u64,
}

fn main() {
    let _ = Order::query("c-17").sort_key(|k| k.eq(2024).begins_with("1"));
}
