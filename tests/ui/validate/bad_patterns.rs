//! Regular expressions are read when they are compiled.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(pattern("^(a")))]
    unclosed: String,
    #[dynamo(validate(each(pattern(r"a(?=b)"))))]
    look_ahead: Vec<String>,
    #[dynamo(validate(pattern("[z-a]", message = "no")))]
    backwards: String,
    #[dynamo(validate(pattern(r"\p{Banana}")))]
    unknown: String,
}

fn main() {}
