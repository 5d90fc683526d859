use dynamo_model::{Document, Model};

#[derive(Clone, Document)]
struct Id {
    number: u32,
}

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: Id,
}

fn main() {}
