use dynamo_model::Model;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

fn over(order: &Order) {
    let _ = Order::put(order).any_version();
    let _ = Order::check("o-1").expect_version(1);
}

fn main() {}
