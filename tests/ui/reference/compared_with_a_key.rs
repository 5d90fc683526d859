use dynamo_model::{Model, Ref};

#[derive(Clone, Model)]
struct User {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(Clone, Model)]
struct Post {
    #[dynamo(partition_key)]
    id: String,
    author: Ref<User>,
}

fn main() {
    Post::scan().filter(|p| p.author.eq("ada"));
}
