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

#[derive(Clone, Model)]
#[dynamo(table = "shop")]
struct Event {
    #[dynamo(partition_key)]
    pk: String,
    #[dynamo(sort_key)]
    sk: String,
}

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "NOTE#{number}", untyped)]
struct Note {
    id: String,
    number: u32,
}

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "NOTE#{name}", untyped)]
struct Remark {
    customer: String,
    name: String,
}

#[derive(Collection)]
enum Shop {
    Customer(Customer),
    Event(Event),
    Note(Note),
    Remark(Remark),
}

fn main() {}
