use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}#{number}")]
struct Order {
    customer: String,
    #[dynamo(in_key, rename = "total")]
    number: u32,
    total: u32,
}

fn main() {}
