//! A type parameter has what its bounds say.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket<T> {
    #[dynamo(validate(range(min = 1)))]
    field: Option<T>,
}

fn main() {}
