use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}", type_attribute = "pk")]
struct Order {
    customer: String,
}

fn main() {}
