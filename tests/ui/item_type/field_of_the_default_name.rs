use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}")]
struct Order {
    customer: String,
    _type: String,
}

fn main() {}
