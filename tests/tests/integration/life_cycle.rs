//! Create, put, get, update, upsert and delete, and what they refuse.

use std::collections::BTreeMap;

use dynamo_model::{ErrorKind, Model, value};

use crate::harness::{Db, Engine, Told, item, n, s};
use crate::models::{Order, Status, full_order, key, order};

on_every_engine![
    an_item_lives,
    get_of_nothing_is_none,
    put_gives_back_what_a_read_gives,
    put_replaces_the_whole_item,
    create_refuses_to_overwrite,
    create_goes_by_the_whole_key,
    create_with_a_condition_of_its_own,
    update_of_nothing_is_not_found,
    upsert_makes_the_item,
    upsert_that_lacks_something_says_what,
    delete_of_nothing_is_fine,
    failed_conditions_carry_the_stored_item,
    a_condition_on_nothing_carries_no_item,
    several_conditions_all_have_to_hold,
    old_items_come_back,
    changed_attributes_come_back,
    nothing_comes_back,
    the_key_of_an_item_names_it,
    empty_keys_are_refused,
    operations_can_be_sent_again,
];

async fn an_item_lives(db: Db) {
    db.table::<Order>().await;
    let created = Order::create(&full_order("1")).send(&db.client).await;
    assert_eq!(created.unwrap(), full_order("1"));

    let read = db
        .both_paths(async |client| Order::get(key("1")).send(client).await.unwrap())
        .await;
    assert_eq!(read, Some(full_order("1")));

    let updated = Order::update(key("1"))
        .change(|o| o.status.set(Status::Shipped).and(o.total_cents.add(1)))
        .send(&db.client)
        .await
        .unwrap();
    let expected = Order {
        status: Status::Shipped,
        total_cents: 4_201,
        ..full_order("1")
    };
    assert_eq!(updated, expected);
    let read = db
        .both_paths(async |client| {
            Order::get(key("1"))
                .consistent()
                .send(client)
                .await
                .unwrap()
        })
        .await;
    assert_eq!(read, Some(expected));

    Order::delete(key("1")).send(&db.client).await.unwrap();
    let read = db
        .both_paths(async |client| Order::get(key("1")).send(client).await.unwrap())
        .await;
    assert_eq!(read, None);
}

async fn get_of_nothing_is_none(db: Db) {
    db.table::<Order>().await;
    let read = db
        .both_paths(async |client| {
            let whole = Order::get(key("1")).send(client).await.unwrap();
            let part = Order::get(key("1")).select(|o| (o.note, o.status));
            (whole, part.send(client).await.unwrap())
        })
        .await;
    assert_eq!(read, (None, None));
}

async fn put_gives_back_what_a_read_gives(db: Db) {
    db.table::<Order>().await;
    for order in [order("1"), full_order("2")] {
        let put = Order::put(&order).send(&db.client).await.unwrap();
        let read = Order::get(order.key()).send(&db.client).await.unwrap();
        assert_eq!(Some(put), read);
    }
}

async fn put_replaces_the_whole_item(db: Db) {
    db.table::<Order>().await;
    Order::put(&full_order("1")).send(&db.client).await.unwrap();
    Order::put(&order("1")).send(&db.client).await.unwrap();
    let stored = db
        .get_raw::<Order>(item([("customerId", s("c-17")), ("orderId", s("1"))]))
        .await
        .unwrap();
    assert_eq!(
        stored,
        order("1").to_attributes().unwrap(),
        "nothing of the old item is left"
    );
    assert!(!stored.contains_key("note") && !stored.contains_key("tags"));
}

async fn create_refuses_to_overwrite(db: Db) {
    db.table::<Order>().await;
    Order::create(&full_order("1"))
        .send(&db.client)
        .await
        .unwrap();
    let error = Order::create(&order("1"))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyExists);
    assert!(error.is_already_exists());
    assert_eq!(error.stored::<Order>().unwrap().unwrap(), full_order("1"));
    let table = db.client.table::<Order>();
    assert_eq!(
        error.to_string(),
        format!(
            "PutItem on table `{table}`: there is an item under this key already; use `put` to replace it, or `update` to change it"
        )
    );
    let read = Order::get(key("1")).send(&db.client).await.unwrap();
    assert_eq!(read, Some(full_order("1")), "it is as it was");
}

/// `attribute_not_exists` of the partition key asks about the item, not about the partition.
async fn create_goes_by_the_whole_key(db: Db) {
    db.table::<Order>().await;
    for id in ["1", "2", "3"] {
        Order::create(&order(id)).send(&db.client).await.unwrap();
    }
    assert_eq!(Order::query("c-17").all(&db.client).await.unwrap().len(), 3);
}

async fn create_with_a_condition_of_its_own(db: Db) {
    db.table::<Order>().await;
    Order::create(&order("1"))
        .condition(|o| o.note.not_exists())
        .send(&db.client)
        .await
        .unwrap();
    let error = Order::create(&order("1"))
        .condition(|o| o.note.not_exists())
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_already_exists());
    let error = Order::create(&order("2"))
        .condition(|o| o.note.exists())
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(
        error.is_condition_failed(),
        "no item, but a condition that no new item meets"
    );
}

async fn update_of_nothing_is_not_found(db: Db) {
    db.table::<Order>().await;
    let error = Order::update(key("1"))
        .change(|o| o.total_cents.set(1))
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_not_found());
    assert!(error.stored::<Order>().is_none());
    let table = db.client.table::<Order>();
    assert_eq!(
        error.to_string(),
        format!(
            "UpdateItem on table `{table}`: there is no item under this key; use `upsert` to make one, or `create`"
        )
    );
    assert_eq!(
        Order::scan().count(&db.client).await.unwrap().count,
        0,
        "none was made"
    );
}

async fn upsert_makes_the_item(db: Db) {
    db.table::<Order>().await;
    let upsert = Order::upsert(key("1")).change(|o| {
        o.status
            .set_if_not_exists(Status::Open)
            .and(o.total_cents.add(5))
            .and(o.gift.set_if_not_exists(false))
            .and(o.lines.set_if_not_exists(vec![]))
            .and(o.scores.append([1]))
            .and(o.prices.set_if_not_exists(BTreeMap::new()))
            .and(o.tags.insert(["new"]))
    });
    let made = upsert.clone().send(&db.client).await.unwrap();
    let mut expected = order("1");
    expected.total_cents = 5;
    expected.scores = vec![1];
    expected.tags.insert("new".to_owned());
    assert_eq!(made, expected);

    let changed = upsert.send(&db.client).await.unwrap();
    expected.total_cents = 10;
    expected.scores = vec![1, 1];
    assert_eq!(changed, expected);

    let old = Order::upsert(key("2"))
        .change(|o| o.total_cents.set(1))
        .return_old()
        .send(&db.client)
        .await;
    if db.differs(
        Engine::Embedded,
        "UpdateItem with ALL_OLD returns the key of an item that was not there, DynamoDB returns nothing",
    ) {
        assert_eq!(old.unwrap_err().stored_item().unwrap().len(), 2);
    } else {
        assert_eq!(old.unwrap(), None);
    }
}

async fn upsert_that_lacks_something_says_what(db: Db) {
    db.table::<Order>().await;
    let error = Order::upsert(key("1"))
        .change(|o| o.total_cents.set(1))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let table = db.client.table::<Order>();
    assert_eq!(
        error.to_string(),
        format!(
            "what UpdateItem on table `{table}` gave back: status: this required attribute is missing"
        )
    );
    assert_eq!(error.stored_item().unwrap()["totalCents"], n(1));
}

async fn delete_of_nothing_is_fine(db: Db) {
    db.table::<Order>().await;
    Order::delete(key("1")).send(&db.client).await.unwrap();
    let old = Order::delete(key("1")).return_old().send(&db.client).await;
    assert_eq!(old.unwrap(), None);
    let error = Order::delete(key("1"))
        .condition(|o| o.customer_id.exists())
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(
        error.is_condition_failed(),
        "unless a condition wants it to be there"
    );
}

async fn failed_conditions_carry_the_stored_item(db: Db) {
    db.table::<Order>().await;
    Order::put(&full_order("1")).send(&db.client).await.unwrap();

    let put = Order::put(&order("1")).condition(|o| o.status.eq(Status::Open));
    let update = Order::update(key("1"))
        .change(|o| o.total_cents.set(1))
        .condition(|o| o.status.eq(Status::Open));
    let upsert = Order::upsert(key("1"))
        .change(|o| o.total_cents.set(1))
        .condition(|o| o.status.eq(Status::Open));
    let delete = Order::delete(key("1")).condition(|o| o.status.eq(Status::Open));
    for (operation, error) in [
        ("PutItem", put.send(&db.client).await.unwrap_err()),
        ("UpdateItem", update.send(&db.client).await.unwrap_err()),
        ("UpdateItem", upsert.send(&db.client).await.unwrap_err()),
        ("DeleteItem", delete.send(&db.client).await.unwrap_err()),
    ] {
        assert!(error.is_condition_failed(), "{operation}: {error}");
        assert!(!error.is_retryable());
        assert_eq!(error.stored::<Order>().unwrap().unwrap(), full_order("1"));
        let table = db.client.table::<Order>();
        assert_eq!(
            error.to_string(),
            format!("{operation} on table `{table}`: the item does not meet the condition")
        );
        assert!(
            !format!("{error:?}").contains("door"),
            "an error does not show the data that it carries: {error:?}"
        );
    }
    let read = Order::get(key("1")).send(&db.client).await.unwrap();
    assert_eq!(read, Some(full_order("1")), "nothing has changed");
}

async fn a_condition_on_nothing_carries_no_item(db: Db) {
    db.table::<Order>().await;
    let error = Order::put(&order("1"))
        .condition(|o| o.status.eq(Status::Open))
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_condition_failed());
    assert!(error.stored_item().is_none());
    assert!(error.stored::<Order>().is_none());
}

async fn several_conditions_all_have_to_hold(db: Db) {
    db.table::<Order>().await;
    Order::put(&full_order("1")).send(&db.client).await.unwrap();
    let update = Order::update(key("1"))
        .change(|o| o.total_cents.add(1))
        .condition(|o| o.status.eq(Status::Paid).or(o.status.eq(Status::Open)));
    let one_fails = update.clone().condition(|o| o.gift.eq(false));
    let error = one_fails.send(&db.client).await.unwrap_err();
    assert!(error.is_condition_failed());
    let all_hold = update.condition(|o| o.gift.eq(true));
    assert_eq!(all_hold.send(&db.client).await.unwrap().total_cents, 4_201);
}

async fn old_items_come_back(db: Db) {
    db.table::<Order>().await;
    let old = Order::put(&full_order("1")).return_old();
    assert_eq!(old.send(&db.client).await.unwrap(), None);
    let old = Order::put(&order("1")).return_old();
    assert_eq!(old.send(&db.client).await.unwrap(), Some(full_order("1")));
    let old = Order::update(key("1"))
        .change(|o| o.total_cents.add(1))
        .return_old();
    assert_eq!(old.send(&db.client).await.unwrap(), Some(order("1")));
    let old = Order::delete(key("1")).return_old();
    let expected = Order {
        total_cents: 1_001,
        ..order("1")
    };
    assert_eq!(old.send(&db.client).await.unwrap(), Some(expected));
}

async fn changed_attributes_come_back(db: Db) {
    db.table::<Order>().await;
    Order::put(&full_order("1")).send(&db.client).await.unwrap();
    let update =
        Order::update(key("1")).change(|o| o.total_cents.add(1).and(o.note.set("by the door")));
    let new = update.clone().return_changed().send(&db.client).await;
    let changed = |total: u64, note: &str| {
        let mut changed = value::Item::new();
        changed.insert("totalCents", total);
        changed.insert("note", note);
        changed
    };
    assert_eq!(new.unwrap(), changed(4_201, "by the door"));
    let old = update.return_changed_old().send(&db.client).await;
    assert_eq!(old.unwrap(), changed(4_201, "by the door"));
    let removed = Order::update(key("1")).change(|o| o.note.remove());
    let new = removed.return_changed().send(&db.client).await.unwrap();
    assert!(new.is_empty(), "what is removed has no new value: {new:?}");
}

async fn nothing_comes_back(db: Db) {
    db.table::<Order>().await;
    let put: () = Order::put(&order("1"))
        .return_none()
        .send(&db.client)
        .await
        .unwrap();
    let update: () = Order::update(key("1"))
        .change(|o| o.total_cents.set(7))
        .return_none()
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!((put, update), ((), ()));
    let read = Order::get(key("1")).send(&db.client).await.unwrap();
    assert_eq!(read.unwrap().total_cents, 7);
}

async fn the_key_of_an_item_names_it(db: Db) {
    db.table::<Order>().await;
    let order = Order::create(&full_order("1"))
        .send(&db.client)
        .await
        .unwrap();
    let read = Order::get(order.key()).send(&db.client).await.unwrap();
    assert_eq!(read.as_ref(), Some(&order));
    Order::update(order.key())
        .change(|o| o.gift.set(false))
        .send(&db.client)
        .await
        .unwrap();
    let old = Order::delete(order.key()).return_old();
    assert!(!old.send(&db.client).await.unwrap().unwrap().gift);
    assert!(
        !format!("{:?}", order.key()).contains("c-17"),
        "keys are data, and not shown"
    );
}

async fn empty_keys_are_refused(db: Db) {
    db.table::<Order>().await;
    let told = |error: dynamo_model::Error| Told::from(error);
    for error in [
        told(Order::get(("", "1")).send(&db.client).await.unwrap_err()),
        told(Order::query("").send(&db.client).await.unwrap_err()),
        told(Order::delete(("", "1")).send(&db.client).await.unwrap_err()),
    ] {
        assert_eq!(error.kind, ErrorKind::Encode);
        assert_eq!(error.path.as_deref(), Some("customerId"));
        assert_eq!(error.text, "customerId: a key attribute must not be empty");
    }
    let error = told(Order::put(&order("")).send(&db.client).await.unwrap_err());
    assert_eq!(error.text, "orderId: a key attribute must not be empty");
    if let Some(embedded) = db.if_embedded() {
        for operation in ["GetItem", "Query", "DeleteItem", "PutItem"] {
            assert_eq!(embedded.calls(operation), 0, "{operation} is not sent");
        }
    }
}

async fn operations_can_be_sent_again(db: Db) {
    db.table::<Order>().await;
    let put = Order::put(&order("1"));
    put.clone().send(&db.client).await.unwrap();
    put.send(&db.client).await.unwrap();
    let update = Order::update(key("1")).change(|o| o.total_cents.add(1));
    update.clone().send(&db.client).await.unwrap();
    assert_eq!(update.send(&db.client).await.unwrap().total_cents, 1_002);
    let get = Order::get(key("1")).select(|o| o.total_cents);
    assert_eq!(get.clone().send(&db.client).await.unwrap(), Some(1_002));
    assert_eq!(get.send(&db.client).await.unwrap(), Some(1_002));
    let delete = Order::delete(key("1"));
    delete.clone().send(&db.client).await.unwrap();
    delete.send(&db.client).await.unwrap();
}
