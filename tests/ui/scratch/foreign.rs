use dynamo_model::Model;

struct Foreign;
struct ByStatus;

#[derive(Model)]
struct Order {
    #[dynamo(partition_key)]
    id: Foreign,
}

#[derive(Model)]
struct Order2 {
    #[dynamo(partition_key)]
    id: Foreign,
    #[dynamo(sort_key)]
    nr: u64,
}

#[derive(Model)]
struct Order3 {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByStatus, partition_key))]
    nr: Foreign,
}

#[derive(Model)]
#[dynamo(partition_key = "A#{id}")]
struct Other {
    id: Foreign,
}

fn main() {
}
