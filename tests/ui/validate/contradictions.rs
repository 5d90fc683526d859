//! Rules that nothing passes, or that are said twice.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(range(min = 9, max = -1)))]
    exchanged: i32,
    #[dynamo(validate(range(min = 0.5, max = 0.25)))]
    fractions: f64,
    #[dynamo(validate(length(min = 3, max = 2)))]
    lengths: String,
    #[dynamo(validate(length(equal = 3, max = 2)))]
    equal: String,
    #[dynamo(validate(range(min = 1), range(max = 2)))]
    twice: u32,
    #[dynamo(validate(each(email, url, email)))]
    twice_inside: Vec<String>,
    #[dynamo(validate(length(max = 3), length(bytes, max = 9), length(max = 4)))]
    lengths_twice: String,
}

fn main() {}
