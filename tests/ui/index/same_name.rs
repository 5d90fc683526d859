use dynamo_model::Model;

struct ByStatus;
struct ByState;

#[derive(Clone, Model)]
#[dynamo(index(ByStatus, name = "by-status"))]
#[dynamo(index(ByState, name = "by-status"))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByStatus, partition_key))]
    status: String,
    #[dynamo(index(ByState, partition_key))]
    state: String,
}

fn main() {}
