use dynamo_model::Model;

struct ByNumber;

#[derive(Clone, Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}", index(ByNumber, partition_key = "ORDER#{number}"))]
struct Order {
    customer: String,
    #[dynamo(in_key)]
    number: u32,
}

fn main() {}
