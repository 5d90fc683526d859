use dynamo_model::Model;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    id: String,
    #[dynamo(range_key)]
    at: String,
}

fn main() {}
