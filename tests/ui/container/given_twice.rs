use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(table = "orders", table = "lines")]
struct Order {
    #[dynamo(partition_key, hash_key)]
    id: String,
    #[dynamo(rename = "a")]
    #[dynamo(rename = "b")]
    note: String,
}

fn main() {}
