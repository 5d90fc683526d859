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

#[derive(Clone, Model)]
struct User {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(Projection)]
#[dynamo(of = User)]
struct UserId {
    id: String,
}

struct Plain {
    id: String,
}

fn main() {
    let _ = Order::get("1").project::<UserId>();
    let _ = Order::query("1").project::<UserId>();
    let _ = Order::get("1").project::<Plain>();
    let _ = Order::get("1").project::<Order>();
}
