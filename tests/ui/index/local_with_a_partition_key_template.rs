use dynamo_model::Model;

struct ByStatus;

#[derive(Clone, Model)]
#[dynamo(index(ByStatus, local, partition_key = "STATUS#{status}"))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(sort_key)]
    number: u64,
    status: String,
    #[dynamo(index(ByStatus, sort_key))]
    placed_at: u64,
}

fn main() {}
