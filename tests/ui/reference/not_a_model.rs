use dynamo_model::{Document, Model, Ref};

#[derive(Clone, Document)]
struct Author {
    name: String,
}

#[derive(Clone, Model)]
struct Post {
    #[dynamo(partition_key)]
    id: String,
    author: Ref<Author>,
}

fn main() {}
