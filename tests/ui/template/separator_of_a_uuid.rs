use dynamo_model::Model;
use uuid::Uuid;

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{id}-{number}")]
struct Order {
    customer: String,
    number: u32,
    id: Uuid,
}

fn main() {}
