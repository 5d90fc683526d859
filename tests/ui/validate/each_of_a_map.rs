//! The entries of a map are keys and values.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(each(range(min = 1))))]
    field: std::collections::BTreeMap<String, u32>,
}

fn main() {}
