//! Text has no range.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(range(min = 1)))]
    field: Option<String>,
}

fn main() {}
