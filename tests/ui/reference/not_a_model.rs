use dynamo_model::{Document, Model, Ref};

#[derive(Document)]
struct Author {
    name: String,
}

#[derive(Model)]
struct Post {
    #[dynamo(partition_key)]
    id: String,
    author: Ref<Author>,
}

fn main() {}
