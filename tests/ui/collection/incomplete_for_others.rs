use dynamo_model::{Collection, Model};

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
struct Customer {
    id: String,
    name: String,
}

use dynamo_model::value::Item;

struct ByState;

/// The index has all that this model has, but items of other types may have more.
#[derive(Clone, Model)]
#[dynamo(
    table = "shop",
    partition_key = "PAYMENT#{id}",
    sort_key = "DETAILS",
    index(ByState, partition_key = "{state}", include(id, state, "_type"))
)]
struct Payment {
    id: String,
    state: String,
}

#[derive(Collection)]
#[dynamo(index(ByState))]
enum Shop {
    Payment(Payment),
    #[dynamo(other)]
    Other(Item),
}

fn read(client: &dynamo_model::Client) {
    let _ = Shop::query_index(ByState, "paid").stream(client);
}

fn main() {}
