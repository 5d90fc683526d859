//! A rule inside another one fits the items.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(each(url)))]
    field: Vec<Vec<String>>,
}

fn main() {}
