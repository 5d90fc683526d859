use dynamo_model::{Collection, Model};

#[derive(Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
struct Customer {
    id: String,
    name: String,
}

#[derive(Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{number}")]
struct Order {
    customer: String,
    number: u32,
    total: u64,
}

struct ByState;

#[derive(Model)]
#[dynamo(
    table = "shop",
    partition_key = "PAYMENT#{id}",
    sort_key = "DETAILS",
    index(ByState, partition_key = "{state}", keys_only)
)]
struct Payment {
    id: String,
    state: String,
    amount: u64,
}

#[derive(Collection)]
#[dynamo(index(ByState, of = Payment))]
enum Shop {
    Customer(Customer),
    Payment(Payment),
}

struct Unknown;

async fn reads(client: dynamo_model::Client) -> dynamo_model::Result<()> {
    Shop::query_index(ByState, "paid").send(&client).await?;
    let _ = Shop::query_index(ByState, "paid").consistent();
    let _ = Shop::query_index(Unknown, "paid");
    let _ = Shop::query_index(ByState, "paid").filter(|shop| shop.payment.amount.gt(1));
    Ok(())
}

fn main() {}
