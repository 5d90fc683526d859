use dynamo_model::Model;

#[derive(Model)]
#[dynamo(table = "my orders")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(Model)]
#[dynamo(table = "o")]
struct Short {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(Model)]
struct Io {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {}
