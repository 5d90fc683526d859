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
    totl: u64,
    #[dynamo(from = stat)]
    state: String,
    #[dynamo(nested)]
    adress: City,
    #[dynamo(flatten)]
    audits: By,
}

#[derive(Projection)]
#[dynamo(of = Address)]
struct City {
    town: String,
}

#[derive(Projection)]
#[dynamo(of = Audit)]
struct By {
    created_by: String,
}

fn main() {}
