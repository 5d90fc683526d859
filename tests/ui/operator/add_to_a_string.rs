use std::collections::BTreeSet;

use dynamo_model::{Document, Model};

#[derive(Clone, Document)]
struct Line {
    sku: String,
    quantity: u32,
}

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u64,
    total: u64,
    paid: bool,
    note: Option<String>,
    tags: BTreeSet<String>,
    lines: Vec<Line>,
}

#[derive(Clone, Model)]
struct User {
    #[dynamo(partition_key)]
    id: String,
    age: u64,
}

fn main() {
    let _ = Order::update(("a", 1)).change(|o| o.note.add(1));
}
