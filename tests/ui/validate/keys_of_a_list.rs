//! Only a map has keys.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(keys(length(min = 1))))]
    field: Vec<String>,
}

fn main() {}
