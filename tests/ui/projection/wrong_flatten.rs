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
struct NotFlattened {
    #[dynamo(flatten)]
    address: City,
}

#[derive(Projection)]
#[dynamo(of = Order)]
struct AnotherStruct {
    #[dynamo(flatten)]
    audit: City,
}

#[derive(Projection)]
#[dynamo(of = Order)]
struct NoProjection {
    #[dynamo(flatten)]
    audit: Audit,
}

#[derive(Projection)]
#[dynamo(of = Order)]
struct Nested {
    #[dynamo(nested)]
    audit: By,
}

#[derive(Projection)]
#[dynamo(of = Order)]
struct Whole {
    audit: Audit,
}

#[derive(Projection)]
#[dynamo(of = Address)]
struct City {
    city: String,
}

#[derive(Projection)]
#[dynamo(of = Audit)]
struct By {
    created_by: String,
}

fn main() {}
