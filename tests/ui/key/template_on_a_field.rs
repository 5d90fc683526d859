use dynamo_model::Model;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key = "CUSTOMER#{id}")]
    id: String,
    #[dynamo(sort_key(name = "SK", template = "ORDER#{number}"))]
    number: u32,
}

fn main() {}
