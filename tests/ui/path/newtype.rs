use dynamo_model::value::Attribute;
use dynamo_model::{Document, Model};

#[derive(Clone, Document)]
struct Total(u64);

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    total: Total,
}

fn paths(o: <Order as Attribute>::Fields<Order>) {
    let _ = o.total.at(0);
}

fn main() {}
