//! Rules are about attributes of their own.

use std::collections::BTreeMap;

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(skip, validate(range(min = 1)))]
    skipped: u32,
    #[dynamo(flatten, validate(length(max = 1)))]
    rest: BTreeMap<String, u32>,
}

fn main() {}
