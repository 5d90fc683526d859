use dynamo_model::Model;

struct ByStatus;

#[derive(Clone, Model)]
#[dynamo(index(ByStatus, partition_key = "STATUS#{weight}"))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    weight: f64,
}

fn main() {}
