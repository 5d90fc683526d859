use dynamo_model::Document;

#[derive(Clone, Document)]
struct Line {
    sku: String,
    #[dynamo(rename = "sku")]
    stock_keeping_unit: String,
}

#[derive(Clone, Document)]
#[dynamo(rename_all = "camelCase")]
struct Other {
    placed_at: u64,
    placed__at: u64,
}

fn main() {}
