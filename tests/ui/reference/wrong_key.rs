use dynamo_model::{Model, Ref};

#[derive(Clone, Model)]
struct Chapter {
    #[dynamo(partition_key)]
    book: String,
    #[dynamo(sort_key)]
    number: u32,
}

fn main() {
    let _ = Ref::<Chapter>::new("b-1");
}
