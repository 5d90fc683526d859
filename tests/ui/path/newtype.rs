use dynamo_model::value::Attribute;
use dynamo_model::{Document, Model};

#[derive(Document)]
struct Total(u64);

#[derive(Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    total: Total,
}

fn paths(o: <Order as Attribute>::Fields<Order>) {
    let _ = o.total.at(0);
}

fn main() {}
