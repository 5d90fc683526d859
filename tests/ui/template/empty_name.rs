use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key(name = "", template = "CUSTOMER#{customer}"))]
struct Order {
    customer: String,
}

fn main() {}
