use dynamo_model::Model;

struct ByCustomer;

#[derive(Clone, Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}")]
struct Order {
    #[dynamo(in_key, index(ByCustomer, partition_key))]
    customer: String,
}

fn main() {}
