//! The values have the type of the field.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(one_of(1, 2)))]
    field: String,
}

fn main() {}
