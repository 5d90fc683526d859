use dynamo_model::Model;

struct ByNumber;

#[derive(Clone, Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}")]
#[dynamo(index(ByNumber, partition_key(name = "pk", template = "ORDER#{number}")))]
struct Order {
    customer: String,
    number: u32,
}

fn main() {}
