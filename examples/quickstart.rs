//! A first program: `cargo run --example quickstart`.
//!
//! It needs no server and no account: DynamoDB runs inside it. With `AWS_ENDPOINT_URL_DYNAMODB` set, the same program
//! runs on that endpoint.

use std::collections::BTreeSet;

use dynamo_model::{Client, Document, ErrorKind, Model, Result};
use dynamo_model_embedded::Embedded;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "quickstart-orders", rename_all = "camelCase")]
struct Order {
    #[dynamo(partition_key)]
    customer_id: String,
    #[dynamo(sort_key)]
    order_id: String,
    status: Status,
    total_cents: u64,
    note: Option<String>,
    tags: BTreeSet<String>,
    lines: Vec<Line>,
}

#[derive(Debug, Clone, Copy, PartialEq, Document)]
#[dynamo(rename_all = "lowercase")]
enum Status {
    Open,
    Paid,
    Shipped,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Line {
    sku: String,
    quantity: u32,
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let client = client().await?;

    Order::create_table().if_not_exists().send(&client).await?;
    println!("table `{}` is ready", client.table::<Order>());

    write(&client).await?;
    read(&client).await?;
    change(&client).await?;
    refuse(&client).await?;
    Ok(())
}

async fn client() -> std::result::Result<Client, Box<dyn std::error::Error>> {
    match std::env::var("AWS_ENDPOINT_URL_DYNAMODB") {
        Ok(endpoint) => {
            println!("using DynamoDB at {endpoint}");
            Ok(Client::from_env().await)
        }
        Err(_) => {
            println!("using DynamoDB inside this process");
            Ok(Client::new(Embedded::memory()?.sdk_client()))
        }
    }
}

fn order(order_id: &str, status: Status, total_cents: u64) -> Order {
    Order {
        customer_id: "c-17".into(),
        order_id: order_id.into(),
        status,
        total_cents,
        note: None,
        tags: BTreeSet::from(["web".into()]),
        lines: vec![Line {
            sku: "A-1".into(),
            quantity: 2,
        }],
    }
}

async fn write(client: &Client) -> Result<()> {
    println!("\nwrite");
    for (id, status, total) in [
        ("2023-044", Status::Shipped, 1_250),
        ("2024-001", Status::Paid, 4_200),
        ("2024-002", Status::Open, 900),
    ] {
        let stored = Order::put(&order(id, status, total)).send(client).await?;
        println!(
            "  {} {:?} {} cents",
            stored.order_id, stored.status, stored.total_cents
        );
    }
    Ok(())
}

async fn read(client: &Client) -> Result<()> {
    println!("\nread");
    let one = Order::get(("c-17", "2024-001"))
        .consistent()
        .send(client)
        .await?;
    println!("  by key: {:?}", one.map(|order| order.order_id));

    let page = Order::query("c-17")
        .sort_key(|id| id.begins_with("2024-"))
        .filter(|o| o.total_cents.gt(1_000).and(o.lines.at(0).sku.eq("A-1")))
        .send(client)
        .await?;
    println!(
        "  of 2024, over 1,000 cents, with A-1 first: {} of {} read",
        page.len(),
        page.scanned_count
    );

    let totals = Order::query("c-17")
        .select(|o| (o.order_id, o.total_cents))
        .all(client)
        .await?;
    println!("  just two attributes of each: {totals:?}");
    Ok(())
}

async fn change(client: &Client) -> Result<()> {
    println!("\nchange");
    let order = Order::update(("c-17", "2024-001"))
        .change(|o| {
            o.status
                .set(Status::Shipped)
                .and(o.lines.at(0).quantity.add(1))
                .and(o.tags.insert(["urgent"]))
                .and(o.note.set("leave it at the door"))
        })
        .condition(|o| o.status.eq(Status::Paid))
        .send(client)
        .await?;
    println!(
        "  {:?}, {} of {}, {:?}, {:?}",
        order.status, order.lines[0].quantity, order.lines[0].sku, order.tags, order.note
    );
    Ok(())
}

async fn refuse(client: &Client) -> Result<()> {
    println!("\nwhat is refused, and what it says");

    let again = Order::update(("c-17", "2024-001"))
        .change(|o| o.status.set(Status::Shipped))
        .condition(|o| o.status.eq(Status::Paid))
        .send(client)
        .await;
    if let Err(error) = again {
        println!("  {error}");
        if let Some(stored) = error.stored::<Order>() {
            println!("    it is {:?} already", stored?.status);
        }
    }

    if let Err(error) = Order::create(&order("2024-001", Status::Open, 1))
        .send(client)
        .await
    {
        println!("  {error}");
    }

    // An item of another shape under the same key, as another program might write it.
    let odd = std::collections::HashMap::from([
        (
            "customerId".to_owned(),
            dynamo_model::AttributeValue::S("c-18".into()),
        ),
        (
            "orderId".to_owned(),
            dynamo_model::AttributeValue::S("1".into()),
        ),
        (
            "status".to_owned(),
            dynamo_model::AttributeValue::S("open".into()),
        ),
        (
            "totalCents".to_owned(),
            dynamo_model::AttributeValue::S("a lot".into()),
        ),
    ]);
    client
        .sdk()
        .put_item()
        .table_name(client.table::<Order>())
        .set_item(Some(odd))
        .send()
        .await
        .ok();
    match Order::get(("c-18", "1")).send(client).await {
        Err(error) if error.kind() == ErrorKind::Decode => println!("  {error}"),
        other => println!("  unexpected: {other:?}"),
    }
    Ok(())
}
