use dynamo_model::{Hooks, Model};

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

impl Hooks for Order {}

fn main() {}
