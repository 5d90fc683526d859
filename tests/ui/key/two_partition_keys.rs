use dynamo_model::Model;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(hash_key)]
    id: String,
}

fn main() {}
