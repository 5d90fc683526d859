use dynamo_model::{Model, Ref};

#[derive(Model)]
struct Chapter {
    #[dynamo(partition_key)]
    book: String,
    #[dynamo(sort_key)]
    number: u32,
}

fn main() {
    let _ = Ref::<Chapter>::new("b-1");
}
