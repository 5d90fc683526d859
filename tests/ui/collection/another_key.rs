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
#[dynamo(
    table = "shop",
    partition_key(name = "PK", template = "PRODUCT#{sku}"),
    sort_key(name = "SK", template = "DETAILS")
)]
struct Product {
    sku: String,
}

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "EVENT#{name}", item_type = "Event")]
struct Event {
    name: String,
    #[dynamo(sort_key, rename = "sk")]
    at: u64,
}

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "SETTING#{name}")]
struct Setting {
    name: String,
}

#[derive(Collection)]
enum Shop {
    Customer(Customer),
    Product(Product),
    Event(Event),
    Setting(Setting),
}

fn main() {}
