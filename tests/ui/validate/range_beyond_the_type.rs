//! A bound is a value of the type.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(range(max = 256)))]
    field: u8,
}

fn main() {}
