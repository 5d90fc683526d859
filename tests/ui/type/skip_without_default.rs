use dynamo_model::Document;

#[derive(Clone)]
struct Connection;

#[derive(Clone, Document)]
struct Line {
    sku: String,
    #[dynamo(skip)]
    connection: Connection,
}

fn main() {}
