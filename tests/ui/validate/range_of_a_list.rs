//! A list has no range; its items may have.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(range(min = 1)))]
    field: Vec<u32>,
}

fn main() {}
