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
enum Either {
    Id { id: String },
}

#[derive(Projection)]
#[dynamo(of = Order)]
struct Tuple(String, u64);

#[derive(Projection)]
#[dynamo(of = Order)]
struct Unit;

#[derive(Projection)]
#[dynamo(of = Order)]
struct Empty {}

#[derive(Projection)]
#[dynamo(of = Order)]
union Union {
    total: u64,
}

#[derive(Projection)]
#[dynamo(of = Order)]
struct Generic<T> {
    total: T,
}

fn main() {}
