use dynamo_model::Document;

#[derive(Clone, Document)]
struct Person {
    first: String,
    #[dynamo(combine(first), set = trim, default, alias = "n", null)]
    name: Option<String>,
    #[dynamo(separator = "-")]
    last: String,
}

fn main() {}
