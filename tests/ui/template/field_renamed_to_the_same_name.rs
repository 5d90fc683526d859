use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key(name = "PK", template = "CUSTOMER#{customer}"))]
struct Order {
    customer: String,
    #[dynamo(rename = "PK")]
    old_key: String,
}

fn main() {}
