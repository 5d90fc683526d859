use dynamo_model::Model;
use dynamo_model::op::BatchWrite;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    total: u64,
}

fn write(order: &Order) {
    let _ = BatchWrite::new().with(Order::update("1").change(|o| o.total.set(1_u64)));
    let _ = BatchWrite::new().with(Order::put(order).return_old());
    let _ = BatchWrite::new().with_all([Order::get("1")]);
    let _ = BatchWrite::new().with(order);
}

fn main() {}
