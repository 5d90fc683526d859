use dynamo_model::Model;

struct ByStatus;

#[derive(Clone, Model)]
#[dynamo(index(ByStatus, local))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(sort_key)]
    number: u64,
    #[dynamo(index(ByStatus, partition_key))]
    status: String,
    #[dynamo(index(ByStatus, sort_key))]
    placed_at: u64,
}

fn main() {}
