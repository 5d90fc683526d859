use dynamo_model::{Document, Model};

#[derive(Document)]
#[dynamo(tag = "type")]
enum Id {
    Number { number: u32 },
}

#[derive(Model)]
struct Order {
    #[dynamo(partition_key)]
    id: Id,
}

fn main() {}
