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

#[derive(Collection)]
#[dynamo(table = "shop", tag = "type", rename_all = "camelCase", sort_key = "ORDER#{number}")]
enum Shop {
    Customer(Customer),
    #[dynamo(others)]
    Order(Order),
}

fn main() {
    let _ = Shop::query("c-17").filter(|shop| shop.order.total.gt(1));
}
