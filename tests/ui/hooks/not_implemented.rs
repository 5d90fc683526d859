use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(hooks)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {
    let _ = Order::get("o-1");
}
