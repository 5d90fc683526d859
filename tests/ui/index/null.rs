use dynamo_model::Model;

struct ByStatus;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(null, index(ByStatus, partition_key))]
    status: Option<String>,
}

fn main() {}
