use dynamo_model::Model;

struct ByStatus;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByStatus, partition_key, keys_only))]
    status: String,
}

fn main() {}
