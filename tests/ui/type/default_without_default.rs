use dynamo_model::Document;

#[derive(Clone, Document)]
struct Size(u8);

#[derive(Clone, Document)]
struct Line {
    #[dynamo(default)]
    size: Size,
}

fn main() {}
