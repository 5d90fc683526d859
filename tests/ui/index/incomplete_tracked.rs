use dynamo_model::{Client, Model};

struct ByStatus;

#[derive(Clone, Model)]
#[dynamo(table = "orders", index(ByStatus, include(total)))]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(index(ByStatus, partition_key))]
    status: String,
    total: u64,
    note: String,
}

async fn read(client: &Client) {
    let mut orders = Order::query_index(ByStatus, "open").tracked().all(client).await.unwrap();
    orders[0].save().send(client).await.unwrap();
}

fn main() {}
