use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}", hash_key = "C#{customer}")]
struct Order {
    customer: String,
}

fn main() {}
