use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(table = "orders")]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u32,
}

fn main() {
    let _ = Order::batch_get(["c-17"]);
    let _ = Order::batch_get([("c-17", "1")]);
}
