use dynamo_model::{Client, Model};

struct ByStatus;

#[derive(Clone, Model)]
#[dynamo(table = "orders", index(ByStatus, include(total)))]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u64,
    #[dynamo(index(ByStatus, partition_key))]
    status: String,
    #[dynamo(index(ByStatus, sort_key))]
    placed_at: u64,
    total: u64,
    note: String,
    reviewer: String,
}

async fn read(client: &Client) {
    let _ = Order::query_index(ByStatus, "open").pages(client);
}

fn main() {}
