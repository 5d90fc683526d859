//! A shop in one table: `cargo run --example single_table`.
//!
//! Customers, their orders and the lines of the orders share partitions, and are read together. An index finds orders by status.
//! It needs no server and no account: DynamoDB runs inside it. With `AWS_ENDPOINT_URL_DYNAMODB` set, the same program runs on
//! that endpoint.

use std::error::Error;

use dynamo_model::{Client, Collection, Document, Model, Projection, Result};
use dynamo_model_embedded::Embedded;

/// Under `CUSTOMER#c-17` and `PROFILE`.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "single-table-shop",
    partition_key = "CUSTOMER#{id}",
    sort_key = "PROFILE"
)]
struct Customer {
    id: String,
    name: String,
}

/// Orders by status, those of a status in the order of their dates. An order without a status is not in it.
struct ByStatus;

/// Under `CUSTOMER#c-17` and `ORDER#2024-05-01#000034`.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "single-table-shop",
    partition_key = "CUSTOMER#{customer_id}",
    sort_key = "ORDER#{day:raw}#{number:06}",
    index(
        ByStatus,
        name = "by-status",
        include(total_cents, status),
        partition_key = "STATUS#{status}",
        sort_key = "{day:raw}#{number:06}"
    )
)]
struct Order {
    #[dynamo(in_key)]
    customer_id: String,
    day: String,
    number: u32,
    status: Option<Status>,
    total_cents: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Document)]
#[dynamo(rename_all = "snake_case")]
enum Status {
    Open,
    Paid,
}

/// Under `CUSTOMER#c-17` and `LINE#000034#A-1`.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "single-table-shop",
    partition_key = "CUSTOMER#{customer_id}",
    sort_key = "LINE#{order:06}#{sku}"
)]
struct Line {
    #[dynamo(in_key)]
    customer_id: String,
    #[dynamo(in_key)]
    order: u32,
    #[dynamo(in_key)]
    sku: String,
    quantity: u32,
}

/// All that is in the table.
#[derive(Debug, Clone, PartialEq, Collection)]
enum Shop {
    Customer(Customer),
    Order(Order),
    Line(Line),
}

/// What the index holds of an order.
#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Order, index = ByStatus)]
struct OrderSummary {
    status: Option<Status>,
    total_cents: u64,
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn Error>> {
    let client = client().await?;
    Shop::create_table().if_not_exists().send(&client).await?;
    println!(
        "table `{}` is ready, with the index of its models",
        client.table::<Order>()
    );

    write(&client).await?;
    one_model(&client).await?;
    all_together(&client).await?;
    by_status(&client).await?;
    Ok(())
}

async fn client() -> std::result::Result<Client, Box<dyn Error>> {
    Ok(match std::env::var("AWS_ENDPOINT_URL_DYNAMODB") {
        Ok(_) => Client::from_env().await,
        Err(_) => Client::new(Embedded::memory()?.sdk_client()),
    })
}

fn order(day: &str, number: u32, total_cents: u64) -> Order {
    Order {
        customer_id: "c-17".into(),
        day: day.into(),
        number,
        status: Some(Status::Open),
        total_cents,
    }
}

fn line(order: u32, sku: &str, quantity: u32) -> Line {
    Line {
        customer_id: "c-17".into(),
        order,
        sku: sku.into(),
        quantity,
    }
}

async fn write(client: &Client) -> Result<()> {
    let ada = Customer {
        id: "c-17".into(),
        name: "Ada".into(),
    };
    Customer::put(&ada).send(client).await?;
    for order in [
        order("2023-11-30", 7, 1_200),
        order("2024-05-01", 34, 4_200),
        order("2024-05-02", 340, 900),
    ] {
        Order::put(&order).send(client).await?;
    }
    for line in [
        line(34, "A-1", 2),
        line(34, "B/7 #2", 1),
        line(340, "A-1", 1),
    ] {
        Line::put(&line).send(client).await?;
    }
    let stored = order("2024-05-01", 34, 4_200).to_attributes()?;
    let mut names: Vec<_> = stored.keys().collect();
    names.sort_unstable();
    println!("an order is stored as {names:?}");
    Ok(())
}

/// Each model finds its own items, though they share a partition.
async fn one_model(client: &Client) -> Result<()> {
    // The sort key of a customer is always the same, and not asked for.
    let ada = Customer::get("c-17").send(client).await?;
    println!("the customer: {:?}", ada.map(|customer| customer.name));

    // Parts of a sort key are given from left to right, and the last may be a range.
    let of_may = Order::query("c-17")
        .sort_key(|k| k.begins_with("2024-05"))
        .select(|o| (o.number, o.total_cents))
        .all(client)
        .await?;
    assert_eq!(of_may, [(34, 4_200), (340, 900)]);

    // 34 is not 340, and what is in a SKU cannot be taken for a part of the key.
    let lines = Line::query("c-17")
        .sort_key(|k| k.eq(34))
        .all(client)
        .await?;
    assert_eq!(lines, [line(34, "A-1", 2), line(34, "B/7 #2", 1)]);
    println!("order 34 has {} lines", lines.len());
    Ok(())
}

/// One request brings a customer with orders and lines.
async fn all_together(client: &Client) -> Result<()> {
    let (customer, orders, lines): (Option<Customer>, Vec<Order>, Vec<Line>) =
        Shop::query("c-17").gather(client).await?;
    println!(
        "{} has {} orders with {} lines",
        customer.map_or("nobody".into(), |customer| customer.name),
        orders.len(),
        lines.len()
    );
    assert_eq!((orders.len(), lines.len()), (3, 3));

    let newest_first = Shop::query("c-17")
        .descending()
        .limit(2)
        .send(client)
        .await?;
    for item in &newest_first {
        match item {
            Shop::Customer(customer) => println!("- customer {}", customer.name),
            Shop::Order(order) => println!("- order {}", order.number),
            Shop::Line(line) => println!("- {} of {}", line.quantity, line.sku),
        }
    }
    Ok(())
}

/// The keys of an index follow the fields that they are made of.
async fn by_status(client: &Client) -> Result<()> {
    let paid = Order::update(order("2024-05-01", 34, 4_200).key())
        .change(|o| o.status.set(Status::Paid))
        .condition(|o| o.status.eq(Status::Open))
        .send(client)
        .await?;
    assert_eq!(paid.status, Some(Status::Paid));

    let open = Order::query_index(ByStatus, Status::Open)
        .project::<OrderSummary>()
        .all(client)
        .await?;
    println!("open: {open:?}");
    assert_eq!(open.len(), 2);

    // The index holds no whole orders: they are read from the table, by their keys.
    let paid = Order::query_index(ByStatus, Status::Paid)
        .sort_key(|k| k.between("2024-01-01", "2024-12-31"))
        .hydrate()
        .all(client)
        .await?;
    println!("paid: {paid:?}");
    assert_eq!(paid.len(), 1);
    Ok(())
}
