use dynamo_model::Model;

struct NachGröße;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(NachGröße, partition_key))]
    status: String,
}

fn main() {}
