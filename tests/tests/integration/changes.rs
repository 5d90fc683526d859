//! Every verb and expression of updates, on real data.

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::expr::Change;
use dynamo_model::value::Attribute;
use dynamo_model::{ErrorKind, Model};

use crate::harness::{Db, item, n, s};
use crate::models::{Address, Order, Status, full_order, key, line, order, unknown};

on_every_engine![
    set_values,
    set_to_what_is_absent_removes,
    set_from_other_attributes,
    set_sees_the_item_as_it_was,
    set_if_not_exists,
    numbers,
    numbers_that_the_type_does_not_hold,
    sets,
    the_last_element_takes_the_set_along,
    lists,
    elements_of_lists,
    maps_and_documents,
    below_a_missing_document_is_invalid,
    all_clauses_in_one_update,
    empty_changes_are_refused,
    what_changes_nothing_folds_away,
    overlaps_are_refused,
    keys_are_not_changed,
    an_operand_of_another_type_is_invalid,
    changes_are_built_in_loops,
    items_over_the_limit_are_invalid,
];

type Fields = <Order as Attribute>::Fields<Order>;

/// What becomes of a full order.
async fn changed<C: Into<Change<Order>>>(db: &Db, change: impl FnOnce(Fields) -> C) -> Order {
    Order::put(&full_order("1")).send(&db.client).await.unwrap();
    let updated = Order::update(key("1"))
        .change(change)
        .send(&db.client)
        .await
        .unwrap();
    let read = db
        .both_paths(async |client| Order::get(key("1")).send(client).await.unwrap())
        .await;
    assert_eq!(
        read.as_ref(),
        Some(&updated),
        "an update gives back what a read gives"
    );
    updated
}

fn strings<const N: usize>(strings: [&str; N]) -> BTreeSet<String> {
    strings.into_iter().map(str::to_owned).collect()
}

async fn set_values(db: Db) {
    db.table::<Order>().await;
    let order = changed(&db, |o| {
        o.status
            .set(Status::Shipped)
            .and(o.total_cents.set(0))
            .and(o.discount_cents.set(u64::MAX))
            .and(o.note.set(""))
            .and(o.gift.set(false))
            .and(o.tags.set(strings(["a"])))
            .and(o.lines.set(vec![line("C-3", 3)]))
            .and(o.scores.set(vec![]))
            .and(o.prices.set(BTreeMap::new()))
            .and(o.address.set(Address {
                city: "Bern".to_owned(),
                zip: None,
            }))
    })
    .await;
    let expected = Order {
        status: Status::Shipped,
        total_cents: 0,
        discount_cents: Some(u64::MAX),
        note: Some(String::new()),
        gift: false,
        tags: strings(["a"]),
        lines: vec![line("C-3", 3)],
        scores: vec![],
        prices: BTreeMap::new(),
        address: Some(Address {
            city: "Bern".to_owned(),
            zip: None,
        }),
        ..full_order("1")
    };
    assert_eq!(order, expected);
}

async fn set_to_what_is_absent_removes(db: Db) {
    db.table::<Order>().await;
    changed(&db, |o| {
        o.note
            .set(None)
            .and(o.tags.set(BTreeSet::new()))
            .and(o.discount_cents.remove())
            .and(o.ratings.remove())
            .and(o.address.zip.remove())
    })
    .await;
    let stored = db
        .get_raw::<Order>(item([("customerId", s("c-17")), ("orderId", s("1"))]))
        .await
        .unwrap();
    for gone in ["note", "tags", "discountCents", "ratings"] {
        assert!(!stored.contains_key(gone), "{gone} is still there");
    }
    assert_eq!(stored["address"].as_m().unwrap().len(), 1);
}

async fn set_from_other_attributes(db: Db) {
    db.table::<Order>().await;
    let order = changed(&db, |o| {
        o.discount_cents
            .set(o.total_cents)
            .and(o.note.set(&o.address.city))
            .and(o.lines.at(0).quantity.set(&o.lines.at(1).quantity))
    })
    .await;
    assert_eq!(order.discount_cents, Some(4_200));
    assert_eq!(order.note.as_deref(), Some("Zürich"));
    assert_eq!(order.lines[0].quantity, 1);
    let order = changed(&db, |o| o.total_cents.set(&o.discount_cents)).await;
    assert_eq!(order.total_cents, 200);
}

async fn set_sees_the_item_as_it_was(db: Db) {
    db.table::<Order>().await;
    let order = changed(&db, |o| {
        o.total_cents
            .set(&o.discount_cents)
            .and(o.discount_cents.set(&o.total_cents))
            .and(o.scores.at(0).set(o.scores.at(1)))
            .and(o.scores.at(1).set(o.scores.at(0)))
            .and(o.note.remove())
            .and(o.lines.at(0).note.set(&o.note))
    })
    .await;
    assert_eq!(order.total_cents, 200);
    assert_eq!(order.discount_cents, Some(4_200));
    assert_eq!(order.scores, [-3, 7, 7]);
    assert_eq!(order.note, None);
    assert_eq!(order.lines[0].note.as_deref(), Some("leave it at the door"));
}

async fn set_if_not_exists(db: Db) {
    db.table::<Order>().await;
    let order = changed(&db, |o| {
        o.note
            .set_if_not_exists("new")
            .and(o.lines.at(0).note.set_if_not_exists("new"))
            .and(o.total_cents.set(o.discount_cents.if_not_exists(7)))
    })
    .await;
    assert_eq!(order.note.as_deref(), Some("leave it at the door"));
    assert_eq!(order.lines[0].note.as_deref(), Some("new"));
    assert_eq!(order.total_cents, 200);

    Order::put(&crate::models::order("2"))
        .send(&db.client)
        .await
        .unwrap();
    let order = Order::update(key("2"))
        .change(|o| {
            o.discount_cents
                .set(o.discount_cents.if_not_exists(100).plus(1))
                .and(
                    o.total_cents
                        .set(o.discount_cents.if_not_exists(&o.total_cents)),
                )
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(order.discount_cents, Some(101));
    assert_eq!(order.total_cents, 1_000);
}

async fn numbers(db: Db) {
    db.table::<Order>().await;
    let order = changed(&db, |o| {
        o.total_cents
            .add(-200)
            .and(o.discount_cents.set(o.discount_cents.plus(5)))
            .and(o.lines.at(0).quantity.add(1))
            .and(o.scores.at(0).set(o.scores.at(0).minus(10)))
            .and(o.prices.key("A-1").add(1))
    })
    .await;
    assert_eq!(order.total_cents, 4_000);
    assert_eq!(order.discount_cents, Some(205));
    assert_eq!(order.lines[0].quantity, 3);
    assert_eq!(order.scores, [-3, -3, 7]);
    assert_eq!(order.prices["A-1"], 2_001);

    Order::put(&crate::models::order("2"))
        .send(&db.client)
        .await
        .unwrap();
    let order = Order::update(key("2"))
        .change(|o| o.discount_cents.add(5).and(o.prices.key("new").add(1)))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(
        order.discount_cents,
        Some(5),
        "what is not there counts as 0"
    );
    assert_eq!(order.prices["new"], 1);
    let error = Order::update(key("2"))
        .change(|o| {
            o.scores
                .at(0)
                .set(o.discount_cents.member::<i64>("x").plus(1))
        })
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
}

/// DynamoDB does not know of `u64`: the change is made, and what comes back does not fit.
async fn numbers_that_the_type_does_not_hold(db: Db) {
    db.table::<Order>().await;
    Order::put(&full_order("1")).send(&db.client).await.unwrap();
    let error = Order::update(key("1"))
        .change(|o| o.total_cents.add(-5_000))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.path().unwrap().to_string(), "totalCents");
    assert_eq!(error.stored_item().unwrap()["totalCents"], n(-800));
    let guarded = Order::update(key("1"))
        .change(|o| o.total_cents.add(-1))
        .condition(|o| o.total_cents.ge(1));
    let error = guarded.send(&db.client).await.unwrap_err();
    assert!(error.is_condition_failed());
}

async fn sets(db: Db) {
    db.table::<Order>().await;
    let order = changed(&db, |o| {
        o.tags
            .insert(["web", "new", "new"])
            .and(o.ratings.insert([1, 5]))
    })
    .await;
    assert_eq!(order.tags, strings(["new", "urgent", "web"]));
    assert_eq!(order.ratings, BTreeSet::from([1, 3, 5]));
    let order = changed(&db, |o| {
        o.tags
            .delete([String::from("web"), "none".to_owned()])
            .and(o.ratings.delete(BTreeSet::from([3])))
    })
    .await;
    assert_eq!(order.tags, strings(["urgent"]));
    assert_eq!(order.ratings, BTreeSet::from([5]));

    Order::put(&crate::models::order("2"))
        .send(&db.client)
        .await
        .unwrap();
    let order = Order::update(key("2"))
        .change(|o| o.tags.insert(["first"]).and(o.ratings.delete([1])))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(order.tags, strings(["first"]), "the set is made");
    assert_eq!(order.ratings, BTreeSet::new());
}

async fn the_last_element_takes_the_set_along(db: Db) {
    db.table::<Order>().await;
    let order = changed(&db, |o| o.tags.delete(["urgent", "web"])).await;
    assert_eq!(order.tags, BTreeSet::new());
    let empty = Order::scan().filter(|o| o.tags.not_exists());
    assert_eq!(empty.count(&db.client).await.unwrap().count, 1);
}

async fn lists(db: Db) {
    db.table::<Order>().await;
    let order = changed(&db, |o| {
        o.scores.append([8, 9]).and(o.lines.prepend([line("0", 0)]))
    })
    .await;
    assert_eq!(order.scores, [7, -3, 7, 8, 9]);
    assert_eq!(order.lines.len(), 3);
    assert_eq!(order.lines[0], line("0", 0));

    let empty = Order {
        scores: vec![],
        ..order
    };
    Order::put(&empty).send(&db.client).await.unwrap();
    let order = Order::update(key("1"))
        .change(|o| o.scores.prepend(vec![1]))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(order.scores, [1]);
}

async fn elements_of_lists(db: Db) {
    db.table::<Order>().await;
    let order = changed(&db, |o| {
        o.scores.at(1).set(0).and(o.lines.at(0).sku.set("Z-9"))
    })
    .await;
    assert_eq!(order.scores, [7, 0, 7]);
    assert_eq!(order.lines[0].sku, "Z-9");
    let order = changed(&db, |o| o.scores.remove_at(0)).await;
    assert_eq!(order.scores, [-3, 7], "those behind it move up");
    let order = changed(&db, |o| o.scores.remove_at(0).and(o.scores.remove_at(2))).await;
    assert_eq!(order.scores, [-3], "indexes are those of before the update");
    let order = changed(&db, |o| o.scores.remove_at(0).and(o.scores.at(1).set(5))).await;
    assert_eq!(order.scores, [5, 7]);
    let order = changed(&db, |o| o.scores.at(100).set(1).and(o.lines.remove_at(50))).await;
    assert_eq!(order.scores, [7, -3, 7, 1], "past the end is the end");
    assert_eq!(order.lines.len(), 2);
    let empty = Order {
        lines: vec![],
        ..order
    };
    Order::put(&empty).send(&db.client).await.unwrap();
    let order = Order::update(key("1"))
        .change(|o| o.lines.at(0).set(line("1", 1)))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(order.lines, [line("1", 1)]);
}

async fn maps_and_documents(db: Db) {
    db.table::<Order>().await;
    let order = changed(&db, |o| {
        o.prices
            .key("a.b #:")
            .set(5)
            .and(o.prices.remove_key("A-1"))
            .and(o.address.city.set("Bern"))
            .and(o.address.zip.set(None))
    })
    .await;
    assert_eq!(
        order.prices,
        BTreeMap::from([("B-2".to_owned(), 200), ("a.b #:".to_owned(), 5)])
    );
    let bern = Address {
        city: "Bern".to_owned(),
        zip: None,
    };
    assert_eq!(order.address, Some(bern));
}

async fn below_a_missing_document_is_invalid(db: Db) {
    db.table::<Order>().await;
    Order::put(&order("1")).send(&db.client).await.unwrap();
    let city = Order::update(key("1")).change(|o| o.address.city.set("Bern"));
    let line = Order::update(key("1")).change(|o| o.lines.at(0).quantity.set(1));
    for error in [
        city.send(&db.client).await.unwrap_err(),
        line.send(&db.client).await.unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Invalid);
        let text = error.to_string();
        assert!(
            text.contains(
                "The document path provided in the update expression is invalid for update"
            ),
            "{text}"
        );
    }
    // Nothing to remove is no error, as deep as it may be.
    let zip = Order::update(key("1")).change(|o| o.note.remove());
    zip.send(&db.client).await.unwrap();
}

async fn all_clauses_in_one_update(db: Db) {
    db.table::<Order>().await;
    let order = changed(&db, |o| {
        o.tags
            .delete(["web"])
            .and(o.total_cents.add(1))
            .and(o.note.remove())
            .and(o.status.set(Status::Open))
            .and(o.ratings.insert([4]))
            .and(o.lines.remove_at(1))
            .and(o.scores.append([1]))
    })
    .await;
    let expected = Order {
        status: Status::Open,
        total_cents: 4_201,
        note: None,
        tags: strings(["urgent"]),
        ratings: BTreeSet::from([3, 4, 5]),
        lines: vec![line("A-1", 2)],
        scores: vec![7, -3, 7, 1],
        ..full_order("1")
    };
    assert_eq!(order, expected);
}

async fn empty_changes_are_refused(db: Db) {
    db.table::<Order>().await;
    let none: [&str; 0] = [];
    let update = || Order::update(key("1"));
    for update in [
        update(),
        update().change(|_| Change::empty()),
        update().change(|_| None),
        update().change(|o| o.tags.insert(none).and(o.scores.append([0_i64; 0]))),
        Order::upsert(key("1")).change(|o| o.note.set_if_not_exists(None)),
    ] {
        let error = update.send(&db.client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert_eq!(
            error.to_string(),
            "there is nothing to change; give the update a change that is not empty"
        );
    }
    if let Some(embedded) = db.if_embedded() {
        assert_eq!(embedded.calls("UpdateItem"), 0, "none was sent");
    }
}

async fn what_changes_nothing_folds_away(db: Db) {
    db.table::<Order>().await;
    let none: [&str; 0] = [];
    let order = changed(&db, |o| {
        o.tags
            .insert(none)
            .and(o.tags.delete(none))
            .and(Change::empty())
            .and(None)
            .and(o.gift.set(false))
    })
    .await;
    let expected = Order {
        gift: false,
        ..full_order("1")
    };
    assert_eq!(order, expected);
}

async fn overlaps_are_refused(db: Db) {
    db.table::<Order>().await;
    let update = || Order::update(key("1"));
    let twice = update().change(|o| o.note.set("a").and(o.note.remove()));
    let below = update().change(|o| o.lines.append([line("1", 1)]).and(o.lines.remove_at(0)));
    let above = update()
        .change(|o| o.address.city.set("Bern"))
        .change(|o| o.address.remove());
    for (update, path, other) in [
        (twice, "note", "note"),
        (below, "lines", "lines[0]"),
        (above, "address.city", "address"),
    ] {
        let error = update.send(&db.client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert_eq!(
            error.to_string(),
            format!(
                "{path}: it is changed twice, by itself or through `{other}`; DynamoDB changes an attribute once in an update"
            )
        );
    }
    if let Some(embedded) = db.if_embedded() {
        assert_eq!(embedded.calls("UpdateItem"), 0, "none was sent");
    }
}

async fn keys_are_not_changed(db: Db) {
    db.table::<Order>().await;
    let error = Order::update(key("1"))
        .change(|o| {
            o.gift
                .set(true)
                .and(unknown::<_, String>("orderId").set("2"))
        })
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(
        error.to_string(),
        "orderId: a key attribute can't be changed; create a new item and delete the old one"
    );
}

async fn an_operand_of_another_type_is_invalid(db: Db) {
    db.table::<Order>().await;
    let mut odd = order("1").to_attributes().unwrap();
    odd.insert("totalCents".to_owned(), s("a lot"));
    odd.insert("tags".to_owned(), s("web"));
    db.put_raw::<Order>(odd).await;
    let add = Order::update(key("1")).change(|o| o.total_cents.add(1));
    let plus = Order::update(key("1")).change(|o| o.total_cents.set(o.total_cents.plus(1)));
    let insert = Order::update(key("1")).change(|o| o.tags.insert(["x"]));
    for update in [add, plus, insert] {
        let error = update.send(&db.client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        let text = error.to_string();
        assert!(
            text.contains("An operand in the update expression has an incorrect data type"),
            "{text}"
        );
    }
}

async fn changes_are_built_in_loops(db: Db) {
    db.table::<Order>().await;
    let wanted = [("A-1", 5), ("C-3", 7)];
    let order = changed(&db, |o| {
        Change::all(wanted.map(|(sku, price)| o.prices.key(sku).set(price)))
            .and(Some(o.gift.set(false)))
    })
    .await;
    assert_eq!(order.prices.len(), 3);
    assert_eq!(order.prices["C-3"], 7);
    assert!(!order.gift);
}

async fn items_over_the_limit_are_invalid(db: Db) {
    db.table::<Order>().await;
    let long = "x".repeat(400 * 1024);
    let large = Order {
        note: Some(long.clone()),
        ..order("1")
    };
    let error = Order::put(&large).send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(
        error.to_string().contains("Item size has exceeded"),
        "{error}"
    );
    Order::put(&order("1")).send(&db.client).await.unwrap();
    let error = Order::update(key("1"))
        .change(|o| o.note.set(&long[..]))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
    assert!(!format!("{error:?}{error}").contains("xxx"));
}
