use dynamo_model::Model;

struct ByStatus;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key, alias = "customer_id")]
    customer: String,
    #[dynamo(sort_key, alias("no", "num"))]
    number: u32,
    #[dynamo(index(ByStatus, partition_key), alias = "state")]
    status: String,
}

fn main() {}
