use dynamo_model::{Model, Ref};

#[derive(Model)]
struct Chapter {
    #[dynamo(partition_key)]
    book: String,
    #[dynamo(sort_key)]
    number: u32,
}

#[derive(Model)]
struct Bookmark {
    #[dynamo(partition_key)]
    chapter: Ref<Chapter>,
}

fn main() {}
