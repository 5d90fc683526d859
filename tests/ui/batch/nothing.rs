use dynamo_model::Model;
use dynamo_model::op::{BatchGet, TransactGet};

#[derive(Clone, Model)]
#[dynamo(table = "orders")]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u32,
}

async fn nothing(client: &dynamo_model::Client) {
    let _ = BatchGet::new().send(client).await;
}

fn main() {
    let _ = TransactGet::new().into_input();
}
