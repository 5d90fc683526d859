//! The bounds of a fraction are fractions.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(range(min = 0)))]
    field: f64,
}

fn main() {}
