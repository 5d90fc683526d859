use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}", item_type("order", ""))]
struct Order {
    customer: String,
}

fn main() {}
