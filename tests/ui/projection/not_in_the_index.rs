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
#[dynamo(of = Order, index = ByStatus)]
struct Summary {
    id: String,
    status: String,
    total: u64,
    note: Option<String>,
    #[dynamo(nested)]
    address: City,
}

#[derive(Projection)]
#[dynamo(of = Address)]
struct City {
    city: String,
}

fn main() {
    let _ = Order::query_index(ByStatus, "open").project::<Summary>();
}
