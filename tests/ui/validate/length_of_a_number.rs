//! A number has no length.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(length(max = 9)))]
    field: u32,
}

fn main() {}
