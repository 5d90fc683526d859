use dynamo_model::Model;

struct ByDay;

#[derive(Clone, Model)]
#[dynamo(table = "orders", partition_key = "ORDER#{id}", index(ByDay, partition_key = "{day}"))]
struct Order {
    id: String,
    day: String,
    _type: String,
    #[dynamo(rename = "ByDay_pk")]
    mine: String,
    #[dynamo(rename = "day")]
    other: String,
}

fn main() {}
