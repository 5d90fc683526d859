use dynamo_model::Model;

struct ByStatus;

#[derive(Model)]
#[dynamo(index(ByStatus, keys_only))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    status: String,
}

fn main() {}
