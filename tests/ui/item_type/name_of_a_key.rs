use dynamo_model::Model;

#[derive(Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}", type_attribute = "pk")]
struct Order {
    customer: String,
}

fn main() {}
