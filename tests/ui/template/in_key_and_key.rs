use dynamo_model::Model;

struct ByNumber;

#[derive(Model)]
#[dynamo(partition_key = "CUSTOMER#{customer}", index(ByNumber))]
struct Order {
    #[dynamo(in_key, partition_key, index(ByNumber, partition_key))]
    customer: String,
}

fn main() {}
