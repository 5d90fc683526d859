use dynamo_model::{Collection, Model};

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
struct Customer {
    id: String,
    name: String,
}

struct ByState;

/// The index lacks what tells the type.
#[derive(Clone, Model)]
#[dynamo(
    table = "shop",
    partition_key = "PAYMENT#{id}",
    sort_key = "DETAILS",
    index(ByState, partition_key = "{state}", include(id, state))
)]
struct Payment {
    id: String,
    state: String,
}

#[derive(Collection)]
#[dynamo(index(ByState, of = Payment))]
enum Shop {
    Customer(Customer),
    Payment(Payment),
}

fn gathered(client: &dynamo_model::Client) {
    let _ = Shop::query_index(ByState, "paid").stream(client);
    let _ = Shop::query_index(ByState, "paid").gather::<Vec<Payment>>(client);
}

fn main() {}
