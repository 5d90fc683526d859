use dynamo_model::Document;

#[derive(Clone, Document)]
struct Id(#[dynamo(rename = "id")] String);

#[derive(Clone, Document)]
#[dynamo(tag = "type", content = "value")]
enum Event {
    Placed(#[dynamo(skip)] String),
    Paid(u32, #[dynamo(flatten)] String),
}

fn main() {}
