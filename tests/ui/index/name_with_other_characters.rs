use dynamo_model::Model;

struct ByStatus;

#[derive(Model)]
#[dynamo(index(ByStatus, name = "by status"))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByStatus, partition_key))]
    status: String,
}

fn main() {}
