//! What rules do not take, or take otherwise.

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Basket {
    #[dynamo(validate(range))]
    bare: u32,
    #[dynamo(validate(range()))]
    no_bounds: u32,
    #[dynamo(validate(range(minimum = 1)))]
    near: u32,
    #[dynamo(validate(range(1, 2)))]
    without_words: u32,
    #[dynamo(validate(range(min = 1, min = 2)))]
    twice: u32,
    #[dynamo(validate(length(bytes)))]
    no_length: String,
    #[dynamo(validate(length(bytes = 3)))]
    bytes_of: String,
    #[dynamo(validate(pattern(1)))]
    no_text: String,
    #[dynamo(validate(one_of()))]
    one_of_none: String,
    #[dynamo(validate(one_of("a", "b", "a")))]
    one_of_twice: String,
    #[dynamo(validate(custom))]
    no_function: u32,
    #[dynamo(validate(custom("f")))]
    function_as_text: u32,
    #[dynamo(validate(email(strict)))]
    email_of: String,
    #[dynamo(validate(email = true))]
    email_is: String,
    #[dynamo(validate(email(message = "", code = 1)))]
    says_nothing: String,
}

fn main() {}
