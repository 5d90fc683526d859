use dynamo_model::Model;

struct ByStatus;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByStatus, partition_key))]
    status: String,
}

#[derive(Clone, Model)]
struct Customer {
    #[dynamo(partition_key)]
    id: String,
    status: String,
}

fn main() {
    let _ = Customer::query_index(ByStatus, "gone");
}
