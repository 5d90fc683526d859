use dynamo_model::Model;

#[derive(Clone, Model)]
struct Draft {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version, rename = "v", default = 1, set = twice)]
    version: u64,
}

#[derive(Clone, Model)]
struct Numbered {
    #[dynamo(partition_key, version)]
    id: u64,
}

#[derive(Clone, Model)]
struct Kept {
    #[dynamo(partition_key)]
    id: u64,
    #[dynamo(skip, version)]
    version: u64,
}

fn twice(version: u64) -> u64 {
    version * 2
}

fn main() {}
