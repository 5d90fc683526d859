use dynamo_model::Model;

struct St;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(St, partition_key))]
    status: String,
}

fn main() {}
