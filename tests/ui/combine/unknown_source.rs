use dynamo_model::Document;
use dynamo_model::value::Item;

#[derive(Clone, Document)]
struct Person {
    first: String,
    last: String,
    #[dynamo(skip)]
    cached: String,
    #[dynamo(flatten)]
    extra: Item,
    #[dynamo(combine(frist, last, last, cached, extra))]
    name: String,
    #[dynamo(combine(name))]
    again: String,
}

fn main() {}
