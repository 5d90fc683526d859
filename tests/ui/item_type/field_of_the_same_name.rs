use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}", type_attribute = "kind")]
struct Order {
    customer: String,
    kind: String,
}

fn main() {}
