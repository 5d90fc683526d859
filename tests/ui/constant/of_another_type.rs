use dynamo_model::Document;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(constant = "one")]
    quantity: u32,
}

fn main() {}
