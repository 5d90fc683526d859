use dynamo_model::{Client, Model};

struct ByStatus;
struct ByTotal;

/// The template of its sort key cannot be read.
#[derive(Clone, Model)]
#[dynamo(
    table = "shop",
    partition_key = "CUSTOMER#{customer}",
    sort_key = "ORDER#{yeer}#{number}",
    index(ByTotal, include(totl))
)]
struct Order {
    customer: String,
    year: u16,
    number: u32,
    #[dynamo(index(ByStatus, partition_key))]
    status: String,
    #[dynamo(index(ByTotal, partition_key))]
    total: u64,
}

/// What its key is, can be read.
#[derive(Clone, Model)]
#[dynamo(table = "s", partition_key = "A#{a}", sort_key = "B#{b}#{c}")]
struct Other {
    a: String,
    b: u16,
    c: u32,
}

async fn uses(client: &Client, order: &Order) -> dynamo_model::Result<()> {
    Order::get(("c-17", (2024, 17))).consistent().send(client).await?;
    Order::delete(order.key()).condition(|o| o.total.gt(5)).send(client).await?;
    Order::update(("c-17", (2024, 17)))
        .change(|o| o.total.add(1).and(o.status.set("paid")))
        .send(client)
        .await?;
    Order::query("c-17").sort_key(|k| k.eq(2024).ge(17)).all(client).await?;
    Order::query("c-17").sort_key(|k| k.begins_with("2")).all(client).await?;
    Order::query_index(ByStatus, "open").filter(|o| o.year.gt(2000)).consistent().all(client).await?;
    Order::query_index(ByTotal, 5).filter(|o| o.status.eq("open")).select(|o| o.year).all(client).await?;
    Order::scan_index(ByTotal).all(client).await?;
    Other::get(("a", (1, 2))).send(client).await?;
    Other::query("a").sort_key(|k| k.eq(1).gt(2)).all(client).await?;
    Ok(())
}

fn main() {}
