use dynamo_model::Model;

struct ByStatus;

#[derive(Clone, Model)]
#[dynamo(index(ByStatus, keys_only))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    status: String,
}

fn main() {}
