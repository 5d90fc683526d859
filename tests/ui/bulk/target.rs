//! A copy is written by batches, which check nothing; so its target has no version and no unique attributes.

use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(table = "orders")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(Clone, Model)]
#[dynamo(table = "documents")]
struct Document {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version)]
    version: u64,
}

fn main() {
    let _ = Order::scan().copy_into(|order| Ok(Some(Document { id: order.id, version: 0 })));
}
