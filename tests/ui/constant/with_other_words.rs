use dynamo_model::Document;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(constant = 1, default = 2)]
    a: u32,
    #[dynamo(constant = 1, force = 2)]
    b: u32,
    #[dynamo(constant = "c".to_owned(), set = trim, get = trim)]
    c: String,
}

fn main() {}
