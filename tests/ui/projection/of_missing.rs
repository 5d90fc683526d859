use dynamo_model::{Document, Model, Projection};

struct ByStatus;

#[derive(Clone, Document)]
struct Address {
    city: String,
    street: String,
}

#[derive(Clone, Document)]
struct Customer {
    name: String,
}

#[derive(Clone, Document)]
struct Audit {
    created_by: String,
}

#[derive(Clone, Model)]
#[dynamo(table = "orders", index(ByStatus, include(total)))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByStatus, partition_key))]
    status: String,
    total: u64,
    note: Option<String>,
    address: Address,
    #[dynamo(flatten)]
    audit: Audit,
}

#[derive(Projection)]
struct Summary {
    id: String,
}

#[derive(Projection)]
#[dynamo(of)]
struct NoValue {
    id: String,
}

#[derive(Projection)]
#[dynamo(of = 7)]
struct NoType {
    id: String,
}

/// Whatever uses them is silent.
fn main() {
    let _ = Order::get("1").project::<Summary>();
    let _ = Order::query_index(ByStatus, "open").project::<NoValue>();
}
