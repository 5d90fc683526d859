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
#[dynamo(of = Order, table = "orders", rename_all = "camelCase", from = id)]
struct Summary {
    #[dynamo(partition_key, of = Order)]
    id: String,
    #[dynamo(rename = "Total", with = Cents)]
    total: u64,
    #[dynamo(nest)]
    address: Address,
    #[dynamo(banana)]
    note: Option<String>,
}

/// Whatever uses it is silent.
fn main() {
    let _ = Order::get("1").project::<Summary>();
    let _ = Order::query_index(ByStatus, "open").project::<Summary>();
}
