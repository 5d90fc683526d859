use dynamo_model::Model;

#[derive(Model)]
struct Order {
    #[dynamo(partition_key)]
    ids: Vec<String>,
}

fn main() {}
