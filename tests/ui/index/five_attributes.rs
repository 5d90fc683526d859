use dynamo_model::Model;

struct ByStatus;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByStatus, partition_key))]
    a: u64,
    #[dynamo(index(ByStatus, partition_key))]
    b: u64,
    #[dynamo(index(ByStatus, partition_key))]
    c: u64,
    #[dynamo(index(ByStatus, partition_key))]
    d: u64,
    #[dynamo(index(ByStatus, partition_key))]
    e: u64,
}

fn main() {}
