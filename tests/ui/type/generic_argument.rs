use dynamo_model::Document;

#[derive(Clone)]
struct Foreign;

#[derive(Clone, Document)]
struct Wrapper<T> {
    value: T,
}

#[derive(Clone, Document)]
struct Line {
    wrapped: Wrapper<Foreign>,
}

fn main() {}
