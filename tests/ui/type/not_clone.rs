use dynamo_model::Model;

#[derive(Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {}
