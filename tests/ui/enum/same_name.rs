use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(rename_all = "lowercase")]
enum Status {
    InTransit,
    Intransit,
    #[dynamo(rename = "x")]
    Paid,
    #[dynamo(rename = "x")]
    Shipped,
}

fn main() {}
