use dynamo_model::Model;

#[derive(Clone, Model)]
struct Draft {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version)]
    version: String,
}

#[derive(Clone, Model)]
struct Note {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version)]
    version: Option<u64>,
}

fn main() {}
