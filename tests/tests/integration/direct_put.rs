//! Puts on the direct path and off it: the same requests, the same results.

use dynamo_model::{Model, Result};
use dynamo_model_embedded::Fault;
use serde_json::Value;

use crate::harness::Db;
use crate::models::{Order, full_order, key, order};

on_the_embedded_engine![
    the_requests_are_the_same,
    the_input_is_what_is_sent,
    what_a_retry_sends_is_the_same,
    the_results_are_the_same,
];

/// Puts in all their forms, one after the other.
async fn put_all(db: &Db, direct: bool) -> Result<Vec<Option<Order>>> {
    let client = db.client.clone().direct_path(direct);
    let full = full_order("1");
    Ok(vec![
        Some(Order::put(&order("1")).send(&client).await?),
        Order::put(&full).return_old().send(&client).await?,
        Some(
            Order::put(&full)
                .condition(|o| o.total_cents.gt(1).and(o.note.exists()))
                .send(&client)
                .await?,
        ),
        Some(Order::create(&order("\"é\\\n")).send(&client).await?),
    ])
}

fn requests(db: &Db) -> Vec<Value> {
    let requests = db.engine().requests();
    requests
        .iter()
        .filter(|request| request.operation() == "PutItem")
        .map(|request| request.json().expect("it is JSON"))
        .collect()
}

async fn the_requests_are_the_same(direct: Db) {
    let indirect = Db::embedded();
    for (db, is_direct) in [(&direct, true), (&indirect, false)] {
        db.table::<Order>().await;
        db.engine().record();
        put_all(db, is_direct).await.expect("all are written");
    }
    assert_eq!(requests(&direct).len(), 4);
    assert_eq!(requests(&direct), requests(&indirect));
}

async fn the_input_is_what_is_sent(db: Db) {
    db.table::<Order>().await;
    db.engine().record();
    let put = Order::put(&full_order("1")).condition(|o| o.gift.not_exists());
    let input = put.clone().into_input().expect("it is right");
    put.send(&db.client).await.expect("it is written");
    let through_the_sdk = db.client.sdk().put_item();
    let sent = through_the_sdk
        .set_table_name(input.table_name)
        .set_item(input.item)
        .set_condition_expression(input.condition_expression)
        .set_expression_attribute_names(input.expression_attribute_names)
        .set_return_values_on_condition_check_failure(
            input.return_values_on_condition_check_failure,
        );
    sent.send().await.expect_err("it is there already");
    let [ours, sdks] = &requests(&db)[..] else {
        panic!("two requests were sent");
    };
    assert_eq!(ours, sdks);
}

async fn what_a_retry_sends_is_the_same(db: Db) {
    db.table::<Order>().await;
    db.engine().record();
    let faults = db.engine().faults();
    faults.on("PutItem", Fault::throttled().times(2));
    let put = Order::put(&full_order("1"));
    put.send(&db.client).await.expect("the third goes through");
    let [first, second, third] = &requests(&db)[..] else {
        panic!("there were three attempts");
    };
    assert_eq!(first, second);
    assert_eq!(first, third);
    let stored = Order::get(key("1")).send(&db.client).await;
    assert_eq!(stored.expect("it is there"), Some(full_order("1")));
}

async fn the_results_are_the_same(direct: Db) {
    let indirect = Db::embedded();
    direct.table::<Order>().await;
    indirect.table::<Order>().await;
    let results = put_all(&direct, true).await.expect("all are written");
    assert_eq!(results[0], Some(order("1")));
    assert_eq!(results[1], Some(order("1")), "the old one");
    let others = put_all(&indirect, false).await.expect("all are written");
    assert_eq!(results, others);
    for db in [&direct, &indirect] {
        let error = put_all(db, true).await.expect_err("it was created already");
        assert!(error.is_already_exists(), "{error}");
    }
}
