use dynamo_model::Model;

#[derive(Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}", type_attribute = "kind")]
struct Order {
    customer: String,
    kind: String,
}

fn main() {}
