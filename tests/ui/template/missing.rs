use dynamo_model::Model;

#[derive(Model)]
#[dynamo(partition_key(name = "PK"))]
struct Order {
    customer: String,
}

fn main() {}
