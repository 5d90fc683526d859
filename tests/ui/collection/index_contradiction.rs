use dynamo_model::{Collection, Model};

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
struct Customer {
    id: String,
    name: String,
}

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{number}")]
struct Order {
    customer: String,
    number: u32,
    total: u64,
}

struct ByState;
struct ByDay;

#[derive(Clone, Model)]
#[dynamo(
    table = "shop",
    partition_key = "PAYMENT#{id}",
    sort_key = "DETAILS",
    index(ByState, partition_key = "PAYMENT#{state}"),
    index(ByDay, partition_key = "{day}", include(state))
)]
struct Payment {
    id: String,
    state: String,
    day: String,
}

#[derive(Clone, Model)]
#[dynamo(
    table = "shop",
    partition_key = "RETURN#{id}",
    sort_key = "DETAILS",
    index(ByState, partition_key = "RETURN#{state}", sort_key = "{id}"),
    index(ByDay, partition_key = "{day}", include(reason))
)]
struct Return {
    id: String,
    state: String,
    day: String,
    reason: String,
}

#[derive(Collection)]
#[dynamo(index(ByState), index(ByDay))]
enum Shop {
    Payment(Payment),
    Return(Return),
}

fn main() {}
