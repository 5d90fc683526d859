//! A function that says yes or no.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(custom(even)))]
    field: u32,
}

fn even(number: &u32) -> bool {
    number % 2 == 0
}

fn main() {}
