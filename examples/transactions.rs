//! An order takes stock from several items, or from none: `cargo run --example transactions`.
//!
//! It needs no server and no account: DynamoDB runs inside it. With `AWS_ENDPOINT_URL_DYNAMODB` set, the same program runs on that
//! endpoint.

use std::error::Error;

use dynamo_model::op::{TransactGet, TransactWrite};
use dynamo_model::{Client, Document, ErrorKind, Model};
use dynamo_model_embedded::Embedded;

#[derive(Debug, Clone, Model)]
#[dynamo(table = "customers")]
struct Customer {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(unique, set(trim, lowercase))]
    email: String,
    blocked: bool,
}

#[derive(Debug, Clone, Model)]
#[dynamo(table = "stock")]
struct Stock {
    #[dynamo(partition_key)]
    sku: String,
    left: u32,
}

#[derive(Debug, Clone, Model)]
#[dynamo(table = "orders")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    customer: String,
    lines: Vec<Line>,
    #[dynamo(version)]
    version: u64,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Line {
    sku: String,
    quantity: u32,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = match std::env::var_os("AWS_ENDPOINT_URL_DYNAMODB") {
        Some(_) => Client::from_env().await,
        None => Client::new(Embedded::memory()?.sdk_client()),
    };
    let client = client.table_prefix(format!("transactions-{}-", std::process::id()));
    Customer::create_table().send(&client).await?;
    Stock::create_table().send(&client).await?;
    Order::create_table().send(&client).await?;

    let ada = Customer {
        id: "c-1".into(),
        email: "Ada@example.com".into(),
        blocked: false,
    };
    Customer::create(&ada).send(&client).await?;
    let stock = [("saddle", 3), ("wheel", 10), ("bell", 0)];
    let stock = stock.map(|(sku, left)| Stock {
        sku: sku.into(),
        left,
    });
    TransactWrite::new()
        .with_all(stock.iter().map(Stock::put))
        .send(&client)
        .await?;

    println!("— an order of a saddle and two wheels");
    let order = place(&client, "o-1", "c-1", &[("saddle", 1), ("wheel", 2)]).await?;
    let order = order.expect("there is enough of both");
    println!(
        "placed: {} with {} lines, version {}",
        order.id,
        order.lines.len(),
        order.version
    );
    show(&client).await?;

    println!("— an order of a wheel and a bell, of which there is none");
    assert!(
        place(&client, "o-2", "c-1", &[("wheel", 1), ("bell", 1)])
            .await?
            .is_none()
    );
    show(&client).await?;

    println!("— the first order again, as a message may come twice");
    let again = place(&client, "o-1", "c-1", &[("saddle", 1), ("wheel", 2)]).await?;
    assert!(again.is_none());
    show(&client).await?;

    println!("— another customer with the same address");
    let other = Customer {
        id: "c-2".into(),
        email: " ada@EXAMPLE.com ".into(),
        ..ada
    };
    let refused = Customer::create(&other).send(&client).await.unwrap_err();
    println!("refused: {refused}");
    assert!(refused.is_not_unique());
    Ok(())
}

/// Places an order, and takes what it needs from the stock: all of it, or nothing. `None` if it could not be placed.
async fn place(
    client: &Client,
    id: &str,
    customer: &str,
    lines: &[(&str, u32)],
) -> Result<Option<Order>, Box<dyn Error>> {
    let lines = lines.iter().map(|(sku, quantity)| Line {
        sku: (*sku).into(),
        quantity: *quantity,
    });
    let order = Order {
        id: id.into(),
        customer: customer.into(),
        lines: lines.collect(),
        version: 0,
    };
    let placed = TransactWrite::new()
        .with(Customer::check(customer).condition(|c| c.blocked.eq(false)))
        .with(Order::create(&order))
        .with_all(order.lines.iter().map(|line| {
            Stock::update(&line.sku)
                .change(|s| s.left.add(-i64::from(line.quantity)))
                .condition(|s| s.left.ge(line.quantity))
        }))
        .retry_conflicts(5) // another order may be at the same stock at the same moment
        .send(client)
        .await;
    let error = match placed {
        Ok(written) => return Ok(written.items::<Order>()?.pop()),
        Err(error) => error,
    };
    if error.failures().is_empty() {
        return Err(error.into()); // not because of one of the writes: no network, no table, no permission
    }
    for failure in error.failures() {
        match (failure.position, failure.error.kind()) {
            (0, _) => println!("not placed: {customer} is unknown, or may not order"),
            (1, ErrorKind::AlreadyExists) => println!("not placed: {id} is there already"),
            (at, ErrorKind::ConditionFailed) => {
                let line = &order.lines[at - 2];
                let left = failure
                    .error
                    .stored::<Stock>()
                    .transpose()?
                    .map_or(0, |stock| stock.left);
                println!(
                    "not placed: {} of {} wanted, {left} left",
                    line.quantity, line.sku
                );
            }
            (at, _) => println!("not placed: operation {at}: {}", failure.error),
        }
    }
    Ok(None)
}

/// The whole stock, as it was at one moment.
async fn show(client: &Client) -> Result<(), Box<dyn Error>> {
    let (saddle, wheel, bell) = TransactGet::new()
        .with(Stock::get("saddle"))
        .with(Stock::get("wheel"))
        .with(Stock::get("bell"))
        .send(client)
        .await?;
    for stock in [saddle, wheel, bell].into_iter().flatten() {
        println!("  {}: {}", stock.sku, stock.left);
    }
    Ok(())
}
