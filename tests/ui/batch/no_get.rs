use dynamo_model::Model;
use dynamo_model::op::{BatchGet, TransactGet};

#[derive(Clone, Model)]
#[dynamo(table = "orders")]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u32,
}

fn main() {
    let _ = BatchGet::new().with(Order::query("c-17"));
    let _ = BatchGet::new().with_all([Order::delete(("c-17", 1))]);
    let _ = TransactGet::new().with(("c-17", 1));
}
