use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key(name = "key", template = "CUSTOMER#{customer}"))]
#[dynamo(sort_key(name = "key", template = "ORDER#{number}"))]
struct Order {
    customer: String,
    number: u32,
}

fn main() {}
