use dynamo_model::Model;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u64,
}

fn main() {
    let _ = Order::query("c-17").sort_key(|n| n.ne(1));
    let _ = Order::query("c-17").sort_key(|n| n.is_in([1, 2]));
    let _ = Order::query("c-17").sort_key(|n| n.not_exists());
    let _ = Order::query("c-17").filter(|o| o.number.ne(1));
}
