use dynamo_model::Document;

#[derive(Document)]
#[dynamo(item_type = "line", type_attribute = "kind")]
struct Line {
    sku: String,
}

#[derive(Document)]
#[dynamo(untyped)]
struct Untyped {
    sku: String,
}

fn main() {}
