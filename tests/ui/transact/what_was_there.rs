use dynamo_model::Model;
use dynamo_model::op::TransactWrite;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    total: u64,
}

fn main() {
    let _ = TransactWrite::new().with(Order::delete("o-1").return_old());
    let update = Order::update("o-1").change(|o| o.total.add(1));
    let _ = TransactWrite::new().with_all([update.return_changed()]);
}
