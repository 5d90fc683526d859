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
    id: String,
    chapter: Ref<Chapter>,
}

fn main() {
    Bookmark::scan().filter(|b| b.chapter.gt(Ref::new(("b-1", 7))));
}
