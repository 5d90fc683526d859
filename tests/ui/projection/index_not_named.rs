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
#[dynamo(of = Order)]
struct Summary {
    id: String,
    total: u64,
}

async fn query(client: &dynamo_model::Client) {
    let _ = Order::query_index(ByStatus, "open").project::<Summary>().send(client).await;
}

fn main() {
    let _ = Order::get("1").project::<Summary>();
    let _ = Order::scan_index(ByStatus).project::<Summary>();
}
