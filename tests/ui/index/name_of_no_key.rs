use dynamo_model::Model;

struct ByStatus;

#[derive(Clone, Model)]
#[dynamo(partition_key = "CUSTOMER#{id}", index(ByStatus, partition_key(name = "sk")))]
struct Order {
    id: String,
    status: String,
}

fn main() {}
