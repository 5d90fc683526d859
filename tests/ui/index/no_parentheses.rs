use dynamo_model::Model;

struct ByStatus;

#[derive(Model)]
#[dynamo(index = "by-status")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index)]
    status: String,
}

fn main() {}
