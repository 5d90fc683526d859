use dynamo_model::Model;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(in_key)]
    number: u32,
}

fn main() {}
