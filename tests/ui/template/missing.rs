use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key(name = "PK"))]
struct Order {
    customer: String,
}

fn main() {}
