use dynamo_model::Model;

struct ByStatus;

#[derive(Clone, Model)]
#[dynamo(index = "by-status")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index)]
    status: String,
}

fn main() {}
