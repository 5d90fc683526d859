use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(item_type = "line", type_attribute = "kind")]
struct Line {
    sku: String,
}

#[derive(Clone, Document)]
#[dynamo(untyped)]
struct Untyped {
    sku: String,
}

fn main() {}
