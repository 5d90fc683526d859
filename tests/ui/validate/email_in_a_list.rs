//! Which items are e-mail addresses is said with each.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(email))]
    field: Vec<String>,
}

fn main() {}
