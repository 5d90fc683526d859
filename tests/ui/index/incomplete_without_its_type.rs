use dynamo_model::{Client, Model};

struct ByState;

/// The index has all fields, but for what tells that an item is an order.
#[derive(Model)]
#[dynamo(
    table = "shop",
    partition_key = "ORDER#{id}",
    index(ByState, partition_key = "{state}", include(id, state))
)]
struct Order {
    id: String,
    state: String,
}

fn read(client: &Client) {
    let _ = Order::query_index(ByState, "paid").stream(client);
}

fn main() {}
