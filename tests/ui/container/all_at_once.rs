use dynamo_model::Model;
use dynamo_model::schema::Schema;

#[derive(Clone, Model)]
#[dynamo(table = "no such name!", rename_all = "camel")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(partition_key)]
    other: String,
    #[dynamo(skip, rename = "x")]
    note: String,
}

/// Whatever uses the model is silent.
fn uses(order: &Order) -> &'static str {
    let _ = order.key();
    Order::SCHEMA.table()
}

fn main() {}
