//! A length is not negative.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(length(min = -1)))]
    field: String,
}

fn main() {}
