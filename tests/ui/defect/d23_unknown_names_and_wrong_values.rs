use dynamo_model::Model;

struct ByTotal;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u64,
    total: u64,
}

fn main() {
    let _ = Order::query_index(ByTotal, 5);
    let _ = Order::scan().filter(|o| o.total.eq("five"));
    let _ = Order::query(17);
    let _ = Order::scan().filter(|o| o.sum.eq(5));
    let _ = Order::query("c-17").sort("upwards");
}
