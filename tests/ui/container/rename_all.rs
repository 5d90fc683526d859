use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(rename_all = "camelcase")]
struct Line {
    sku: String,
}

#[derive(Clone, Document)]
#[dynamo(rename_all = "Title Case Please")]
struct Other {
    sku: String,
}

#[derive(Clone, Document)]
#[dynamo(rename_all_fields = "camelCase")]
struct Third {
    sku: String,
}

#[derive(Clone, Document)]
#[dynamo(rename_all = "camelCase")]
struct Id(String);

fn main() {}
