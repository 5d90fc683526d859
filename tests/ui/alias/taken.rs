use dynamo_model::{Document, Model};

#[derive(Clone, Model)]
#[dynamo(partition_key = "ORDER#{id}", type_attribute = "kind")]
struct Order {
    #[dynamo(in_key)]
    id: String,
    #[dynamo(alias("total", "price", "sum"))]
    total: u32,
    #[dynamo(rename = "price", alias = "sum")]
    net: u32,
    #[dynamo(alias("pk", "kind", "id"))]
    note: Option<String>,
}

#[derive(Clone, Document)]
#[dynamo(tag = "type")]
enum Payment {
    Card {
        #[dynamo(alias("type", "pan"))]
        number: String,
        pan: String,
    },
    Cash,
}

fn main() {}
