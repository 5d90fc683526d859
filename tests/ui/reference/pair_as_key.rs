use dynamo_model::{Model, Ref};

#[derive(Clone, Model)]
struct Chapter {
    #[dynamo(partition_key)]
    book: String,
    #[dynamo(sort_key)]
    number: u32,
}

#[derive(Clone, Model)]
struct Bookmark {
    #[dynamo(partition_key)]
    chapter: Ref<Chapter>,
}

fn main() {}
