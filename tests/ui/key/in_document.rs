use dynamo_model::Document;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(partition_key)]
    sku: String,
}

fn main() {}
