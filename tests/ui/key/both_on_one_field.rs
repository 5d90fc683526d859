use dynamo_model::Model;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key, sort_key)]
    id: String,
}

fn main() {}
