use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key)]
struct Order {
    customer: String,
}

fn main() {}
