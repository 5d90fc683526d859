use dynamo_model::Model;

#[derive(Clone, Model)]
struct Draft {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version)]
    version: u64,
    #[dynamo(version)]
    revision: u64,
}

fn main() {}
