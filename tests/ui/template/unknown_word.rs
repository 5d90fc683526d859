use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key(nam = "PK", template = "CUSTOMER#{customer}"))]
#[dynamo(sort_key(format = "ORDER#{number}"))]
struct Order {
    customer: String,
    number: u32,
}

fn main() {}
