use dynamo_model::Document;

#[derive(Document)]
struct Size(u8);

#[derive(Document)]
struct Line {
    #[dynamo(default)]
    size: Size,
}

fn main() {}
