use dynamo_model::Document;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(default = "one")]
    quantity: u32,
}

fn main() {}
