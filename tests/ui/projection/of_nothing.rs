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

struct Plain {
    id: String,
}

#[derive(Projection)]
#[dynamo(of = Plain)]
struct OfPlain {
    id: String,
}

#[derive(Projection)]
#[dynamo(of = String)]
struct OfString {
    id: String,
}

#[derive(Projection)]
#[dynamo(of = Missing)]
struct OfMissing {
    id: String,
}

fn main() {}
