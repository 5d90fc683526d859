use dynamo_model::Document;

#[derive(Document)]
struct Line {
    sku: String,
    #[dynamo(rename = "sku")]
    stock_keeping_unit: String,
}

#[derive(Document)]
#[dynamo(rename_all = "camelCase")]
struct Other {
    placed_at: u64,
    placed__at: u64,
}

fn main() {}
