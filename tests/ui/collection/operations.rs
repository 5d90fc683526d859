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
#[dynamo(table = "shop", partition_key = "PRODUCT#{sku}", sort_key = "DETAILS")]
struct Product {
    sku: String,
}

#[derive(Collection)]
enum Shop {
    Customer(Customer),
    Order(Order),
}

fn main() {
    let order = Order { customer: String::new(), number: 1, total: 1 };
    let _ = Shop::put(&order.into());
    let _ = Product::query("A-1").of_collection::<Shop>();
    let _ = Order::query("c-17").select(|o| (o.number, o.total)).of_collection::<Shop>();
    let _ = Shop::query("c-17").filter(|shop| shop.product.sku.eq("A-1"));
}
