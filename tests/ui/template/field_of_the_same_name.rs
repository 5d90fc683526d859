use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}")]
struct Order {
    customer: String,
    pk: String,
}

fn main() {}
