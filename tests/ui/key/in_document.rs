use dynamo_model::Document;

#[derive(Document)]
struct Line {
    #[dynamo(partition_key)]
    sku: String,
}

fn main() {}
