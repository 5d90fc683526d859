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
    #[dynamo(nested)]
    address: Name,
}

#[derive(Projection)]
#[dynamo(of = Order)]
struct Optional {
    #[dynamo(nested)]
    address: Option<City>,
}

#[derive(Projection)]
#[dynamo(of = Order)]
struct NoProjection {
    #[dynamo(nested)]
    address: Address,
    #[dynamo(nested)]
    total: u64,
}

#[derive(Projection)]
#[dynamo(of = Customer)]
struct Name {
    name: String,
}

#[derive(Projection)]
#[dynamo(of = Address)]
struct City {
    city: String,
}

fn main() {}
