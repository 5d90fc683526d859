use dynamo_model::value::Item;
use dynamo_model::{Document, Model};

#[derive(Clone, Model)]
#[dynamo(partition_key = "ORDER#{id}")]
struct Order {
    #[dynamo(in_key, alias = "order_id")]
    id: String,
    #[dynamo(skip, alias = "cache")]
    cached: bool,
    #[dynamo(flatten, alias = "more")]
    extra: Item,
}

#[derive(Clone, Document)]
struct OrderId(#[dynamo(alias = "id")] String);

fn main() {}
