use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}")]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
}

fn main() {}
