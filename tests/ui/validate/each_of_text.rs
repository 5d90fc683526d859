//! Text has no items.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(each(length(min = 1))))]
    field: Option<String>,
}

fn main() {}
