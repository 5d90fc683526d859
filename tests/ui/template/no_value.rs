use dynamo_model::Model;

#[derive(Model)]
#[dynamo(partition_key)]
struct Order {
    customer: String,
}

fn main() {}
