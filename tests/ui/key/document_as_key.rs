use dynamo_model::{Document, Model};

#[derive(Document)]
struct Id {
    number: u32,
}

#[derive(Model)]
struct Order {
    #[dynamo(partition_key)]
    id: Id,
}

fn main() {}
