use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(rename_all_fields = "camelCase")]
enum Status {
    #[dynamo(skip)]
    Paid,
    #[dynamo(name = "open")]
    Open,
}

fn main() {}
