use dynamo_model::Model;

struct ByStatus;

#[derive(Clone, Model)]
#[dynamo(index(name = "by-status"))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index("by-status", partition_key))]
    status: String,
}

fn main() {}
