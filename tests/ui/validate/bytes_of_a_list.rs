//! The bytes of a list are not counted.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(length(bytes, max = 9)))]
    field: Vec<String>,
}

fn main() {}
