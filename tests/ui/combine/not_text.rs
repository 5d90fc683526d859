use dynamo_model::Document;

#[derive(Clone, Document)]
struct Person {
    first: String,
    last: String,
    #[dynamo(combine(first, last))]
    number: u32,
}

fn main() {}
