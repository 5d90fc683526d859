use dynamo_model::Document;

struct NotACodec;

#[derive(Document)]
struct Line {
    #[dynamo(with = NotACodec)]
    sku: String,
}

fn main() {}
