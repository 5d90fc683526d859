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
enum Shop {
    Customer(#[dynamo(rename = "c")] Customer),
    #[dynamo(rename = "order")]
    Order(Order),
    Nothing,
    Several(Customer, Order),
    Named { customer: Customer },
}

fn main() {
    let _ = Shop::query("c-17").filter(|shop| shop.order.total.gt(1));
}
