use dynamo_model::Model;

struct ByStatus;

#[derive(Clone, Model)]
#[dynamo(index(ByStatus, partition_key = "STATUS#{status}"))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByStatus, partition_key))]
    status: String,
}

fn main() {}
