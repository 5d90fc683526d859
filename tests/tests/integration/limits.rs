//! DynamoDB's limits: found by the server, and named as what they are.

use dynamo_model::expr::Condition;
use dynamo_model::{Error, ErrorKind, Model};

use crate::harness::{Db, Engine};
use crate::models::{Order, order};

on_every_engine![
    keys_as_long_as_they_may_be,
    keys_that_are_too_long,
    as_many_operators_as_there_may_be,
    too_many_operators,
];

fn keyed(customer_id: usize, order_id: usize) -> Order {
    Order {
        customer_id: "c".repeat(customer_id),
        ..order(&"o".repeat(order_id))
    }
}

async fn keys_as_long_as_they_may_be(db: Db) {
    db.table::<Order>().await;
    let longest = keyed(2_048, 1_024);
    Order::create(&longest).send(&db.client).await.unwrap();
    let read = db
        .both_paths(async |client| {
            let page = Order::query(&*longest.customer_id).limit(1);
            let page = page.send(client).await.unwrap();
            // Such a key makes a long cursor, which goes on all the same.
            let rest = Order::query(&*longest.customer_id).after(page.cursor);
            (page.items, rest.all(client).await.unwrap())
        })
        .await;
    assert_eq!(read, (vec![longest], vec![]));
}

async fn keys_that_are_too_long(db: Db) {
    db.table::<Order>().await;
    for long in [keyed(2_049, 1), keyed(1, 1_025)] {
        let put = Order::put(&long).send(&db.client).await.map(drop);
        let get = Order::get(long.key()).send(&db.client).await.map(drop);
        for error in [put.unwrap_err(), get.unwrap_err()] {
            assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
        }
    }
}

/// Looks for one of so many values, each with an operator of its own.
async fn operators(db: &Db, values: u64) -> Result<usize, Error> {
    let scan = Order::scan().filter(|o| {
        // `a = 0 OR a = 1 OR …`: every comparison and every OR is an operator.
        Condition::any((0..values).map(|value| o.total_cents.eq(value)))
    });
    scan.all(&db.client).await.map(|found| found.len())
}

async fn as_many_operators_as_there_may_be(db: Db) {
    db.table::<Order>().await;
    assert_eq!(operators(&db, 150).await.unwrap(), 0);
}

async fn too_many_operators(db: Db) {
    db.table::<Order>().await;
    let outcome = operators(&db, 200).await;
    if db.differs(Engine::Embedded, "it does not count operators") {
        assert_eq!(outcome.unwrap(), 0);
    } else {
        let error = outcome.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(error.to_string().contains("operators"), "{error}");
    }
}
