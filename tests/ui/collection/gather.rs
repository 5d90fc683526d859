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

struct CustomerOrders {
    customer: Customer,
    orders: Vec<Order>,
}

async fn gathers(client: dynamo_model::Client) -> dynamo_model::Result<()> {
    let _: Vec<Product> = Shop::query("c-17").gather(&client).await?;
    let _: CustomerOrders = Shop::query("c-17").gather(&client).await?;
    let _: Vec<Order> = Order::query("c-17").gather(&client).await?;
    Ok(())
}

fn main() {}
