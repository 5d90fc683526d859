//! Creating tables, and which table an operation goes to.

use std::time::Duration;

use dynamo_model::{Client, ErrorKind, Model};
use dynamo_model_embedded::Fault;

use crate::harness::Db;
use crate::models::{Order, key, order};

on_every_engine![
    creates_the_table_of_a_model,
    creates_what_is_not_there,
    refuses_a_table_of_another_key,
    names_of_tables,
    a_table_of_any_name,
    a_missing_table_is_said,
];

on_the_embedded_engine![waits_until_a_table_can_be_used, gives_up_waiting];

/// The same table with another sort key.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "orders")]
struct OtherKey {
    #[dynamo(partition_key, rename = "customerId")]
    customer_id: String,
    #[dynamo(sort_key, rename = "orderId")]
    order_id: u64,
}

/// The same table without a sort key.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "orders")]
struct NoSortKey {
    #[dynamo(partition_key, rename = "customerId")]
    customer_id: String,
}

async fn creates_the_table_of_a_model(db: Db) {
    Order::create_table().send(&db.client).await.unwrap();
    let table = db.client.table::<Order>();
    let described = db.client.sdk().describe_table().table_name(&table);
    let described = described.send().await.unwrap().table.unwrap();
    assert_eq!(described.table_status.unwrap().as_str(), "ACTIVE");
    let key: Vec<_> = described
        .key_schema
        .unwrap()
        .into_iter()
        .map(|key| (key.attribute_name, key.key_type.as_str().to_owned()))
        .collect();
    let expected = [("customerId", "HASH"), ("orderId", "RANGE")];
    assert_eq!(key, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    let billing = described.billing_mode_summary.unwrap();
    assert_eq!(billing.billing_mode.unwrap().as_str(), "PAY_PER_REQUEST");

    let error = Order::create_table().send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TableInUse);
    assert!(
        error
            .to_string()
            .starts_with(&format!("CreateTable on table `{table}`: ")),
        "{error}"
    );
}

async fn creates_what_is_not_there(db: Db) {
    let create = || Order::create_table().if_not_exists();
    create().send(&db.client).await.unwrap();
    Order::put(&order("1")).send(&db.client).await.unwrap();
    create().send(&db.client).await.unwrap();
    let read = Order::get(key("1")).send(&db.client).await.unwrap();
    assert_eq!(read, Some(order("1")), "the table is left alone");
}

async fn refuses_a_table_of_another_key(db: Db) {
    db.table::<Order>().await;
    let table = db.client.table::<Order>();
    let number = OtherKey::create_table().if_not_exists().send(&db.client);
    let none = NoSortKey::create_table().if_not_exists().send(&db.client);
    for error in [number.await.unwrap_err(), none.await.unwrap_err()] {
        assert_eq!(error.kind(), ErrorKind::Invalid);
        let text = error.to_string();
        assert!(
            text.starts_with(&format!("table `{table}` is there with another key: ")),
            "{text}"
        );
        assert!(text.contains("orderId"), "{text}");
    }
}

async fn names_of_tables(db: Db) {
    let base = db.client.table::<Order>();
    let named = |client: Client| client.table::<Order>();
    assert_eq!(
        named(db.client.clone().table_suffix("-x")),
        format!("{base}-x")
    );
    assert_eq!(named(db.client.clone().table_prefix("p-")), "p-orders");
    let whole = format!("{base}.whole");
    let client = db
        .client
        .clone()
        .table_suffix("-x")
        .table_name::<Order>(&whole);
    assert_eq!(named(client.clone()), whole);
    assert_eq!(client.table::<NoSortKey>(), whole, "it is the same table");

    Order::create_table().send(&client).await.unwrap();
    Order::put(&order("1")).send(&client).await.unwrap();
    let error = Order::get(key("1")).send(&db.client).await.unwrap_err();
    assert!(error.is_table_not_found());
    let other = db.client.clone().table_name::<Order>(&whole);
    let read = Order::get(key("1")).send(&other).await.unwrap();
    assert_eq!(read, Some(order("1")));
}

async fn a_table_of_any_name(db: Db) {
    let name = format!("{}-2", db.client.table::<Order>());
    Order::create_table()
        .table(&name)
        .send(&db.client)
        .await
        .unwrap();
    Order::create(&order("1"))
        .table(&name)
        .send(&db.client)
        .await
        .unwrap();
    Order::put(&order("1"))
        .table(&name)
        .send(&db.client)
        .await
        .unwrap();
    Order::update(key("1"))
        .change(|o| o.gift.set(true))
        .table(&name)
        .send(&db.client)
        .await
        .unwrap();
    let read = db
        .both_paths(async |client| {
            let get = Order::get(key("1")).table(&name).send(client).await;
            let query = Order::query("c-17").table(&name).all(client).await;
            let scan = Order::scan().table(&name).limit(9).all(client).await;
            (get.unwrap().unwrap(), query.unwrap(), scan.unwrap())
        })
        .await;
    assert!(read.0.gift);
    assert_eq!((read.1.len(), read.2.len()), (1, 1));
    Order::delete(key("1"))
        .table(&name)
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(
        Order::scan()
            .table(&name)
            .count(&db.client)
            .await
            .unwrap()
            .count,
        0
    );
}

async fn a_missing_table_is_said(db: Db) {
    let table = db.client.table::<Order>();
    let update = Order::update(key("1")).change(|o| o.gift.set(true));
    for (operation, error) in [
        (
            "GetItem",
            Order::get(key("1")).send(&db.client).await.map(drop),
        ),
        ("Query", Order::query("x").send(&db.client).await.map(drop)),
        ("Scan", Order::scan().send(&db.client).await.map(drop)),
        ("Scan", Order::scan().count(&db.client).await.map(drop)),
        (
            "PutItem",
            Order::put(&order("1")).send(&db.client).await.map(drop),
        ),
        ("UpdateItem", update.send(&db.client).await.map(drop)),
        ("DeleteItem", Order::delete(key("1")).send(&db.client).await),
    ] {
        let error = error.unwrap_err();
        assert!(error.is_table_not_found(), "{error}");
        let text = error.to_string();
        assert!(
            text.starts_with(&format!(
                "{operation} on table `{table}`: there is no table `{table}` (or it has no such index) in this account and region; \
                 create it, or check the client's table prefix and suffix: "
            )),
            "{text}"
        );
        assert!(std::error::Error::source(&error).is_some());
    }
}

/// Neither engine keeps anybody waiting: the waiting is scripted.
async fn waits_until_a_table_can_be_used(db: Db) {
    // It is not seen at first, and then still being created.
    let missing = Fault::error("ResourceNotFoundException", "not yet");
    let creating = Fault::answer(200, r#"{"Table":{"TableStatus":"CREATING"}}"#);
    db.engine()
        .faults()
        .on("DescribeTable", missing)
        .on("DescribeTable", creating.times(2));
    Order::create_table().send(&db.client).await.unwrap();
    assert_eq!(db.engine().faults().unused(), 0);
    assert_eq!(db.engine().calls("DescribeTable"), 4);
}

async fn gives_up_waiting(db: Db) {
    let creating = Fault::answer(200, r#"{"Table":{"TableStatus":"CREATING"}}"#);
    db.engine().faults().on("DescribeTable", creating.always());
    let create = Order::create_table().wait(Duration::from_millis(1));
    let error = create.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(
        error.to_string(),
        "table `orders` is not active after 1ms; it may become so later"
    );
}
