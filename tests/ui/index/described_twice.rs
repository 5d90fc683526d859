use dynamo_model::Model;

struct ByStatus;

#[derive(Clone, Model)]
#[dynamo(index(ByStatus, name = "by-status"))]
#[dynamo(index(ByStatus, keys_only))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByStatus, partition_key))]
    status: String,
}

fn main() {}
