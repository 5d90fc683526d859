use dynamo_model::Model;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u64,
}

fn main() {
    let _ = Order::query("c-17").sort_key(|n| n.gt(1).lt(5));
}
