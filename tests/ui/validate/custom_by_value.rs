//! A function that takes the value itself.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(custom(even)))]
    field: u32,
}

fn even(_: u32) -> Result<(), String> {
    Ok(())
}

fn main() {}
