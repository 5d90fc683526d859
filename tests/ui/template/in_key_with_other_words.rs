use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}#{number}")]
struct Order {
    customer: String,
    #[dynamo(in_key, default)]
    number: u32,
}

fn main() {}
