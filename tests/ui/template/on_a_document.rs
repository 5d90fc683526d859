use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(partition_key = "SKU#{sku}")]
struct Line {
    #[dynamo(in_key)]
    sku: String,
}

fn main() {}
