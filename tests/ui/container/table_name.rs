use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(table = "my orders")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(Clone, Model)]
#[dynamo(table = "o")]
struct Short {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(Clone, Model)]
struct Io {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {}
