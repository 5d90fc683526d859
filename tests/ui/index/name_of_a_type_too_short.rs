use dynamo_model::Model;

struct St;

#[derive(Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(St, partition_key))]
    status: String,
}

fn main() {}
