use dynamo_model::Model;

struct ByStatus;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByStatus))]
    status: String,
}

fn main() {}
