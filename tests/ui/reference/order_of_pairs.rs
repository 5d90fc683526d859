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
    id: String,
    chapter: Ref<Chapter>,
}

fn main() {
    Bookmark::scan().filter(|b| b.chapter.gt(Ref::new(("b-1", 7))));
}
