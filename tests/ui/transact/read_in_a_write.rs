use dynamo_model::Model;
use dynamo_model::op::TransactWrite;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {
    let _ = TransactWrite::new().with(Order::get("o-1"));
}
