use dynamo_model::Document;

struct Foreign;

#[derive(Document)]
struct Wrapper<T> {
    value: T,
}

#[derive(Document)]
struct Line {
    wrapped: Wrapper<Foreign>,
}

fn main() {}
