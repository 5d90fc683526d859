use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}", type_attribute = "kind", untyped)]
struct Order {
    customer: String,
}

fn main() {}
