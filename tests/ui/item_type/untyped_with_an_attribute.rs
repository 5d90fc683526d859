use dynamo_model::Model;

#[derive(Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}", type_attribute = "kind", untyped)]
struct Order {
    customer: String,
}

fn main() {}
