use dynamo_model::Model;

struct ByStatus;

#[derive(Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(skip, index(ByStatus, partition_key))]
    status: String,
}

fn main() {}
