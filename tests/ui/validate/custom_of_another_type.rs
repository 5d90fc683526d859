//! A function of another type.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(custom(even)))]
    field: String,
}

fn even(_: &u32) -> Result<(), String> {
    Ok(())
}

fn main() {}
