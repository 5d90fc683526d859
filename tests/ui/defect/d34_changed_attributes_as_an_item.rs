use dynamo_model::{Client, Model, Result};

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    total: u64,
}

async fn changed(client: &Client) -> Result<Order> {
    Order::update("17").change(|o| o.total.set(5)).return_changed().send(client).await
}

fn main() {}
