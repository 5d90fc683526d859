//! Stored items that do not fit the model: what is said, and what can still be done with them.

use std::collections::HashMap;

use dynamo_model::{AttributeValue, Error, ErrorKind, Model};

use crate::harness::{Db, Item, Told, item, n, s, unordered};
use crate::models::{Order, full_order, key, order};

/// What a read says of an item that does not fit.
const MISFIT: &str = "read an item that does not fit the model (`Error::stored_item` has it)";

on_every_engine![
    wrong_types_are_named,
    missing_attributes_are_named,
    unknown_variants_are_named,
    null_is_absent_where_something_may_be,
    unknown_attributes_are_ignored,
    one_misfit_fails_its_page,
    misfits_can_be_found_and_read_otherwise,
    misfits_that_come_back_from_writes,
    selected_misfits,
    what_the_server_refuses_to_store,
];

/// A full order in which one thing is otherwise.
fn misfit(order_id: &str, path: &[&str], value: AttributeValue) -> Item {
    fn put(at: &mut AttributeValue, path: &[&str], value: AttributeValue) {
        match (path, at) {
            ([], at) => *at = value,
            ([name, rest @ ..], AttributeValue::M(map)) => {
                put(map.entry((*name).to_owned()).or_insert(n(0)), rest, value);
            }
            ([index, rest @ ..], AttributeValue::L(list)) => {
                put(&mut list[index.parse::<usize>().unwrap()], rest, value);
            }
            _ => panic!("no such path"),
        }
    }
    let mut order = AttributeValue::M(full_order(order_id).to_attributes().unwrap());
    put(&mut order, path, value);
    match order {
        AttributeValue::M(order) => order,
        _ => unreachable!("it was a map"),
    }
}

fn without(mut item: Item, name: &str) -> Item {
    item.remove(name).expect("it is there");
    item
}

/// What get, query and scan say of this item, which is the only one.
async fn told(db: &Db, item: Item) -> Told {
    db.put_raw::<Order>(item.clone()).await;
    let (get, query, scan) = db
        .both_paths(async |client| {
            let get = Order::get(key("1")).send(client).await.unwrap_err();
            let query = Order::query("c-17").send(client).await.unwrap_err();
            let scan = Order::scan().all(client).await.unwrap_err();
            (Told::from(get), Told::from(query), Told::from(scan))
        })
        .await;
    assert_eq!(get.kind, ErrorKind::Decode);
    assert_eq!(
        get.item,
        Some(unordered(item)),
        "the item comes with the error"
    );
    let table = db.client.table::<Order>();
    let text = get
        .text
        .strip_prefix(&format!("GetItem on table `{table}` {MISFIT}: "))
        .expect("it says what was done");
    for (operation, other) in [("Query", query), ("Scan", scan)] {
        assert_eq!(
            other.text,
            format!("{operation} on table `{table}` {MISFIT}: {text}")
        );
        assert_eq!((&other.path, &other.item), (&get.path, &get.item));
    }
    Told {
        text: text.to_owned(),
        ..get
    }
}

async fn wrong_types_are_named(db: Db) {
    db.table::<Order>().await;
    let list = AttributeValue::L(vec![]);
    let map = AttributeValue::M(HashMap::new());
    for (path, value, text) in [
        (
            &["totalCents"][..],
            s("a lot"),
            "totalCents: expected N, found S",
        ),
        (&["note"], n(5), "note: expected S, found N"),
        (&["gift"], s("true"), "gift: expected BOOL, found S"),
        (&["lines"], map.clone(), "lines: expected L, found M"),
        (
            &["lines", "1", "quantity"],
            s("two"),
            "lines[1].quantity: expected N, found S",
        ),
        (
            &["lines", "0"],
            list.clone(),
            "lines[0]: expected M, found L",
        ),
        (
            &["scores", "2"],
            list.clone(),
            "scores[2]: expected N, found L",
        ),
        (
            &["prices", "A-1"],
            map.clone(),
            "prices.A-1: expected N, found M",
        ),
        (
            &["prices", "a.b"],
            s(""),
            "prices.\"a.b\": expected N, found S",
        ),
        (
            &["address", "city"],
            n(1),
            "address.city: expected S, found N",
        ),
        (&["status"], n(1), "status: expected S, found N"),
    ] {
        let told = told(&db, misfit("1", path, value)).await;
        assert_eq!(told.text, text);
        assert_eq!(
            told.path.as_deref(),
            text.split_once(": ").map(|(path, _)| path)
        );
    }
    for (path, value) in [
        ("tags", s("web")),
        ("tags", AttributeValue::Ns(vec!["1".to_owned()])),
        ("ratings", AttributeValue::Ss(vec!["1".to_owned()])),
        ("ratings", AttributeValue::Ns(vec!["1.5".to_owned()])),
    ] {
        let told = told(&db, misfit("1", &[path], value)).await;
        assert!(
            told.path.as_deref().is_some_and(|p| p.starts_with(path)),
            "{}",
            told.text
        );
    }
}

async fn missing_attributes_are_named(db: Db) {
    db.table::<Order>().await;
    let full = || full_order("1").to_attributes().unwrap();
    for name in ["status", "totalCents", "gift", "lines", "scores", "prices"] {
        let told = told(&db, without(full(), name)).await;
        assert_eq!(
            told.text,
            format!("{name}: this required attribute is missing")
        );
    }
    let line = item([("sku", s("A-1"))]);
    let lines = AttributeValue::L(vec![AttributeValue::M(line)]);
    let told = told(&db, misfit("1", &["lines"], lines)).await;
    assert_eq!(
        told.text,
        "lines[0].quantity: this required attribute is missing"
    );
    // What may be absent, is.
    for name in ["note", "tags", "ratings", "address", "discountCents"] {
        db.put_raw::<Order>(without(full(), name)).await;
        let read = Order::get(key("1")).send(&db.client).await.unwrap();
        assert_eq!(read.unwrap().status, full_order("1").status);
    }
}

async fn unknown_variants_are_named(db: Db) {
    db.table::<Order>().await;
    let told = told(&db, misfit("1", &["status"], s("refunded"))).await;
    assert_eq!(
        told.text,
        "status: unknown variant `refunded`, expected one of `open`, `paid`, `shipped`"
    );
}

async fn null_is_absent_where_something_may_be(db: Db) {
    db.table::<Order>().await;
    let null = || AttributeValue::Null(true);
    let mut nulls = full_order("1").to_attributes().unwrap();
    for name in ["note", "discountCents", "address"] {
        nulls.insert(name.to_owned(), null());
    }
    db.put_raw::<Order>(nulls).await;
    let read = db
        .both_paths(async |client| Order::get(key("1")).send(client).await.unwrap())
        .await;
    let expected = Order {
        note: None,
        discount_cents: None,
        address: None,
        ..full_order("1")
    };
    assert_eq!(read, Some(expected));
    let told = told(&db, misfit("1", &["totalCents"], null())).await;
    assert_eq!(told.text, "totalCents: expected N, found NULL");
}

async fn unknown_attributes_are_ignored(db: Db) {
    db.table::<Order>().await;
    let mut more = full_order("1").to_attributes().unwrap();
    more.extend(item([
        ("unknown", s("x")),
        ("TotalCents", s("another case is another name")),
        (
            "list",
            AttributeValue::L(vec![AttributeValue::M(item([("a", n(1))]))]),
        ),
        ("set", AttributeValue::Ns(vec!["1".to_owned()])),
        ("null", AttributeValue::Null(true)),
    ]));
    db.put_raw::<Order>(more.clone()).await;
    let read = db
        .both_paths(async |client| {
            let get = Order::get(key("1")).send(client).await.unwrap();
            (get, Order::query("c-17").all(client).await.unwrap())
        })
        .await;
    assert_eq!(read, (Some(full_order("1")), vec![full_order("1")]));
    Order::update(key("1"))
        .change(|o| o.total_cents.add(1))
        .send(&db.client)
        .await
        .unwrap();
    let stored = db
        .get_raw::<Order>(item([("customerId", s("c-17")), ("orderId", s("1"))]))
        .await
        .unwrap();
    assert_eq!(stored["unknown"], more["unknown"], "an update leaves them");
}

async fn one_misfit_fails_its_page(db: Db) {
    db.table::<Order>().await;
    db.put_all(&[order("1"), order("2"), order("4")]).await;
    let odd = misfit("3", &["totalCents"], s("x"));
    db.put_raw::<Order>(odd.clone()).await;
    let (page, streamed) = db
        .both_paths(async |client| {
            let page = Order::query("c-17").send(client).await.unwrap_err();
            let mut stream = Order::query("c-17").page_size(2).stream(client);
            let mut streamed = Vec::new();
            while let Some(next) = stream.next().await {
                streamed.push(next.map(|o| o.order_id).map_err(Told::from));
            }
            (Told::from(page), streamed)
        })
        .await;
    assert_eq!(page.kind, ErrorKind::Decode);
    assert_eq!(page.item, Some(unordered(odd)));
    assert_eq!(streamed.len(), 3);
    assert_eq!(streamed[..2], [Ok("1".to_owned()), Ok("2".to_owned())]);
    assert_eq!(streamed[2].as_ref().unwrap_err().text, page.text);
    // Beyond the limit it is not looked at.
    let before = Order::query("c-17").limit(2).all(&db.client).await.unwrap();
    assert_eq!(before.len(), 2);
}

async fn misfits_can_be_found_and_read_otherwise(db: Db) {
    db.table::<Order>().await;
    db.put_raw::<Order>(misfit("1", &["totalCents"], s("17")))
        .await;
    let ids = Order::query("c-17")
        .filter(|o| !o.total_cents.is_type(dynamo_model::value::AttributeType::N))
        .select(|o| o.order_id)
        .all(&db.client)
        .await
        .unwrap();
    assert_eq!(ids, ["1"]);
    let fixed = Order::update(key("1")).change(|o| o.total_cents.set(17));
    assert_eq!(fixed.send(&db.client).await.unwrap().total_cents, 17);
}

async fn misfits_that_come_back_from_writes(db: Db) {
    db.table::<Order>().await;
    let odd = misfit("1", &["gift"], s("no"));
    let table = db.client.table::<Order>();
    let check = |operation: &str, error: Error| {
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(
            error.to_string(),
            format!(
                "{operation} on table `{table}` was carried out; in what it gave back: gift: expected BOOL, found S"
            )
        );
        assert_eq!(error.stored_item().unwrap()["gift"], s("no"));
    };
    db.put_raw::<Order>(odd.clone()).await;
    let put = Order::put(&order("1")).return_old();
    check("PutItem", put.send(&db.client).await.unwrap_err());
    db.put_raw::<Order>(odd.clone()).await;
    let update = Order::update(key("1")).change(|o| o.total_cents.add(1));
    check("UpdateItem", update.send(&db.client).await.unwrap_err());
    let delete = Order::delete(key("1")).return_old();
    check("DeleteItem", delete.send(&db.client).await.unwrap_err());
    assert_eq!(
        Order::scan().count(&db.client).await.unwrap().count,
        0,
        "the writes were made"
    );
    // A failed condition says so first, and gives the misfit to whoever asks.
    db.put_raw::<Order>(odd).await;
    let error = Order::create(&order("1"))
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_already_exists());
    let stored = error.stored::<Order>().unwrap().unwrap_err();
    assert_eq!(stored.to_string(), "gift: expected BOOL, found S");
}

async fn selected_misfits(db: Db) {
    db.table::<Order>().await;
    db.put_raw::<Order>(misfit("1", &["lines", "1", "sku"], n(5)))
        .await;
    let (one, other) = db
        .both_paths(async |client| {
            let sku = Order::query("c-17").select(|o| (o.gift, o.lines.at(1).sku.clone()));
            let whole = Order::get(key("1")).select(|o| o.lines);
            (
                Told::from(sku.send(client).await.unwrap_err()),
                Told::from(whole.send(client).await.unwrap_err()),
            )
        })
        .await;
    for told in [one, other] {
        assert_eq!(told.kind, ErrorKind::Decode);
        assert!(
            told.text.ends_with(": lines[1].sku: expected S, found N"),
            "{}",
            told.text
        );
        assert_eq!(told.path.as_deref(), Some("lines[1].sku"));
    }
    let other = Order::query("c-17").select(|o| (o.lines.at(0).sku.clone(), o.gift));
    let found = other.all(&db.client).await.unwrap();
    assert_eq!(
        found,
        [("A-1".to_owned(), true)],
        "what is not asked for does not matter"
    );
}

/// What a reader need not be ready for, because no server stores it.
async fn what_the_server_refuses_to_store(db: Db) {
    db.table::<Order>().await;
    let digits = "1".repeat(39);
    for value in [
        n(digits),
        n("1E126"),
        n("1E-131"),
        n("NaN"),
        AttributeValue::Ss(vec![]),
        AttributeValue::L(vec![AttributeValue::Ns(vec![])]),
        AttributeValue::Ss(vec!["a".to_owned(), "a".to_owned()]),
        AttributeValue::Ns(vec!["1".to_owned(), "1.0".to_owned()]),
    ] {
        let raw = misfit("1", &["unknown"], value.clone());
        let refused = db.try_put_raw::<Order>(raw).await;
        assert!(refused.is_err(), "{value:?} was stored");
    }
}
