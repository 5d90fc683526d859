//! A function whose error makes no violation.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(custom(even)))]
    field: u32,
}

fn even(_: &u32) -> Result<(), std::num::ParseIntError> {
    Ok(())
}

fn main() {}
