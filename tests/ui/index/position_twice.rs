use dynamo_model::Model;

struct ByStatus;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByStatus, partition_key))]
    status: String,
    #[dynamo(index(ByStatus, sort_key = 1))]
    a: u64,
    #[dynamo(index(ByStatus, sort_key = 1))]
    b: u64,
    #[dynamo(index(ByStatus, sort_key = 2))]
    c: u64,
}

fn main() {}
