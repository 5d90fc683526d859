use dynamo_model::Model;
use dynamo_model::op::BatchGet;

#[derive(Clone, Model)]
#[dynamo(table = "orders")]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u32,
}

fn main() {
    let get = || Order::get(("c-17", 1));
    let twelve = BatchGet::new()
        .with(get())
        .with(get())
        .with(get())
        .with(get())
        .with(get())
        .with(get())
        .with(get())
        .with(get())
        .with(get())
        .with(get())
        .with(get())
        .with(get());
    let _ = twelve.with(get());
}
