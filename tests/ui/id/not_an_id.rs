use dynamo_model::{Document, Model};
use ulid::Ulid;
use uuid::Uuid;

#[derive(Clone, Document)]
struct Number(u64);

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key, id = uuid_v4)]
    id: u64,
    #[dynamo(id = ulid)]
    other: Option<Uuid>,
    #[dynamo(id = uuid_v7)]
    another: Ulid,
    #[dynamo(id = ulid)]
    number: Number,
}

fn main() {
    let _ = Order::scan();
}
