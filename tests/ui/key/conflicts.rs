use dynamo_model::{Document, Model};

#[derive(Document)]
struct Address {
    city: String,
}

#[derive(Model)]
struct Skipped {
    #[dynamo(partition_key, skip)]
    id: String,
}

#[derive(Model)]
struct Flattened {
    #[dynamo(hash_key, flatten)]
    id: Address,
}

#[derive(Model)]
struct Defaulted {
    #[dynamo(partition_key, default = "none".to_owned())]
    id: String,
}

#[derive(Model)]
struct Null {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(sort_key, null)]
    at: Option<String>,
}

fn main() {}
