//! A number matches no pattern.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(pattern("^1")))]
    field: Option<u32>,
}

fn main() {}
