use dynamo_model::{Document, Model};

#[derive(Clone, Document)]
struct Address {
    city: String,
}

#[derive(Clone, Model)]
struct Skipped {
    #[dynamo(partition_key, skip)]
    id: String,
}

#[derive(Clone, Model)]
struct Flattened {
    #[dynamo(hash_key, flatten)]
    id: Address,
}

#[derive(Clone, Model)]
struct Defaulted {
    #[dynamo(partition_key, default = "none".to_owned())]
    id: String,
}

#[derive(Clone, Model)]
struct Null {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(sort_key, null)]
    at: Option<String>,
}

fn main() {}
