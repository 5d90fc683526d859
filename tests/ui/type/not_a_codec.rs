use dynamo_model::Document;

struct NotACodec;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(with = NotACodec)]
    sku: String,
}

fn main() {}
