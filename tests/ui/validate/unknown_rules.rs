//! What is no rule, what belongs elsewhere, and what is missing.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(lenght(max = 9)))]
    near: String,
    #[dynamo(validate(banana))]
    far: String,
    #[dynamo(validate(regex("^a")))]
    elsewhere: String,
    #[dynamo(validate(required, email))]
    beside: Option<String>,
    #[dynamo(validate(range(min = 1), message = "no"))]
    outside: u32,
    #[dynamo(validate(each(code = "no", range(min = 1))))]
    of_each: Vec<u32>,
    #[dynamo(validate())]
    nothing: u32,
    #[dynamo(validate)]
    bare: u32,
    #[dynamo(validate = check)]
    function: u32,
    #[dynamo(validate(each))]
    bare_each: Vec<u32>,
    #[dynamo(validate(values()))]
    empty_values: Vec<u32>,
}

fn main() {}
