//! Queries: what the sort key can be asked, in which order items come, and what else goes with it.

use std::collections::BTreeSet;

use dynamo_model::value::{Blob, Number};
use dynamo_model::{Client, ErrorKind, Model, Result};

use crate::harness::{Db, Seen, item, n, s};
use crate::models::{Order, full_order, key, order, unknown};

on_every_engine![
    string_sort_keys,
    number_sort_keys,
    binary_sort_keys,
    numbers_are_in_order_at_their_extremes,
    strings_are_in_order_of_their_bytes,
    only_the_partition_that_is_asked_for,
    a_prefix_also_finds_longer_keys,
    filters,
    consistent_reads,
    counts,
    selections,
    selections_of_list_elements,
    selections_of_what_is_absent,
    selections_that_overlap,
    selections_in_get,
    scans_read_every_partition,
    a_scan_may_filter_by_keys,
    models_without_a_sort_key,
];

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "events")]
struct Event {
    #[dynamo(partition_key)]
    stream: u32,
    #[dynamo(sort_key)]
    at: Number,
    text: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "chunks")]
struct Chunk {
    #[dynamo(partition_key)]
    file: Blob,
    #[dynamo(sort_key)]
    hash: Blob,
}

async fn ids(client: &Client, query: dynamo_model::op::Query<Order>) -> String {
    let ids: Result<Vec<String>> = query.select(|o| o.order_id).all(client).await;
    ids.unwrap().join(" ")
}

async fn orders(db: &Db, ids: &[&str]) {
    db.table::<Order>().await;
    let orders: Vec<_> = ids.iter().map(|id| order(id)).collect();
    db.put_all(&orders).await;
}

async fn string_sort_keys(db: Db) {
    orders(&db, &["a", "b", "ba", "bb", "c"]).await;
    let all = || Order::query("c-17");
    let found = db
        .both_paths(async |client| {
            [
                ids(client, all()).await,
                ids(client, all().descending()).await,
                ids(client, all().sort_key(|id| id.eq("b"))).await,
                ids(client, all().sort_key(|id| id.lt("b"))).await,
                ids(client, all().sort_key(|id| id.le("b"))).await,
                ids(client, all().sort_key(|id| id.gt("ba"))).await,
                ids(client, all().sort_key(|id| id.ge("ba"))).await,
                ids(client, all().sort_key(|id| id.between("b", "bb"))).await,
                ids(
                    client,
                    all().sort_key(|id| id.begins_with("b")).descending(),
                )
                .await,
                ids(client, all().sort_key(|id| id.eq("none"))).await,
            ]
        })
        .await;
    assert_eq!(
        found,
        [
            "a b ba bb c",
            "c bb ba b a",
            "b",
            "a",
            "a b",
            "bb c",
            "ba bb c",
            "b ba bb",
            "bb ba b",
            "",
        ]
    );
}

fn event(at: &str) -> Event {
    Event {
        stream: 1,
        at: at.parse().expect("a number"),
        text: String::new(),
    }
}

async fn number_sort_keys(db: Db) {
    db.table::<Event>().await;
    db.put_all(&["-10", "-9.5", "0", "2", "10"].map(event))
        .await;
    let all = || Event::query(1);
    let number = |text: &str| text.parse::<Number>().unwrap();
    let found = db
        .both_paths(async |client| {
            let mut found = Vec::new();
            for query in [
                all(),
                all().descending(),
                all().sort_key(|at| at.eq(number("-9.50"))),
                all().sort_key(|at| at.lt(Number::from(2))),
                all().sort_key(|at| at.le(Number::from(2))),
                all().sort_key(|at| at.gt(Number::from(2))),
                all().sort_key(|at| at.ge(Number::from(2))),
                all().sort_key(|at| at.between(number("-9.5"), number("2.0"))),
            ] {
                let at = query.select(|e| e.at).all(client).await.unwrap();
                let at: Vec<_> = at.iter().map(ToString::to_string).collect();
                found.push(at.join(" "));
            }
            found
        })
        .await;
    assert_eq!(
        found,
        [
            "-10 -9.5 0 2 10",
            "10 2 0 -9.5 -10",
            "-9.5",
            "-10 -9.5 0",
            "-10 -9.5 0 2",
            "10",
            "2 10",
            "-9.5 0 2",
        ]
    );
}

async fn binary_sort_keys(db: Db) {
    db.table::<Chunk>().await;
    let chunk = |hash: &[u8]| Chunk {
        file: Blob::from([0, 255]),
        hash: Blob::from(hash),
    };
    db.put_all(&[
        chunk(b"\x00"),
        chunk(b"\x7f"),
        chunk(b"\x80"),
        chunk(b"\x80\x01"),
    ])
    .await;
    let all = || Chunk::query(vec![0, 255]);
    let found = db
        .both_paths(async |client| {
            let mut found = Vec::new();
            for query in [
                all(),
                all().descending(),
                all().sort_key(|hash| hash.gt(vec![0x7f])),
                all().sort_key(|hash| hash.begins_with(b"\x80".as_slice())),
                all().sort_key(|hash| hash.between(Blob::from([1]), Blob::from([0x80]))),
            ] {
                let hashes = query.select(|c| c.hash).all(client).await.unwrap();
                let bytes: Vec<_> = hashes.into_iter().map(Blob::into_vec).collect();
                found.push(format!("{bytes:?}"));
            }
            found
        })
        .await;
    assert_eq!(
        found,
        [
            "[[0], [127], [128], [128, 1]]",
            "[[128, 1], [128], [127], [0]]",
            "[[128], [128, 1]]",
            "[[128], [128, 1]]",
            "[[127], [128]]",
        ]
    );
    let read = Chunk::get((vec![0, 255], vec![128])).send(&db.client).await;
    assert_eq!(read.unwrap(), Some(chunk(b"\x80")));
}

async fn numbers_are_in_order_at_their_extremes(db: Db) {
    db.table::<Event>().await;
    let ordered = [
        "-9.9999999999999999999999999999999999999E125",
        "-1E38",
        "-12345678901234567890123456789012345678",
        "-2",
        "-1",
        "-1E-130",
        "0",
        "1E-130",
        "1.1E-130",
        "0.1",
        "1",
        "9",
        "10",
        "12345678901234567890123456789012345677",
        "12345678901234567890123456789012345678",
        "1E38",
        "9.9999999999999999999999999999999999999E125",
    ];
    db.put_all(&ordered.map(event)).await;
    let found = db
        .both_paths(async |client| Event::query(1).all(client).await.unwrap())
        .await;
    assert_eq!(found, ordered.map(event));
    for at in ordered {
        let read = Event::get((1, event(at).at)).send(&db.client).await;
        assert_eq!(read.unwrap(), Some(event(at)));
    }
}

async fn strings_are_in_order_of_their_bytes(db: Db) {
    let ordered = [
        " ",
        "A",
        "Z",
        "a",
        "ab",
        "z",
        "Ä",
        "é",
        "\u{FFFD}",
        "\u{1F980}",
    ];
    orders(&db, &ordered).await;
    let found = db
        .both_paths(async |client| {
            let ids = Order::query("c-17").select(|o| o.order_id);
            ids.all(client).await.unwrap()
        })
        .await;
    assert_eq!(found, ordered);
}

async fn only_the_partition_that_is_asked_for(db: Db) {
    orders(&db, &["1", "2"]).await;
    let other = Order {
        customer_id: "c-1".to_owned(),
        ..order("3")
    };
    Order::put(&other).send(&db.client).await.unwrap();
    let found = db
        .both_paths(async |client| Order::query("c-1").all(client).await.unwrap())
        .await;
    assert_eq!(found, [other]);
    let none = Order::query("nobody").send(&db.client).await.unwrap();
    assert!(none.is_empty() && !none.has_more());
}

async fn a_prefix_also_finds_longer_keys(db: Db) {
    orders(&db, &["f34", "f340", "f35"]).await;
    let query = Order::query("c-17").sort_key(|id| id.begins_with("f34"));
    assert_eq!(ids(&db.client, query).await, "f34 f340");
    let query = Order::query("c-17").sort_key(|id| id.eq("f34"));
    assert_eq!(ids(&db.client, query).await, "f34");
}

async fn filters(db: Db) {
    orders(&db, &["1", "2"]).await;
    db.put_all(&[full_order("3"), full_order("4")]).await;
    let page = db
        .both_paths(async |client| {
            let query = Order::query("c-17")
                .sort_key(|id| id.ge("2"))
                .filter(|o| o.gift.eq(true))
                .filter(|o| o.lines.at(0).sku.eq("A-1").and(unknown::<_, String>("orderId").ne("4")));
            let error = query.send(client).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Invalid);
            assert_eq!(
                error.to_string(),
                "orderId: a key attribute can't be in the filter of a query; use `sort_key`, or query another index"
            );
            let query = Order::query("c-17")
                .sort_key(|id| id.between("1", "3"))
                .filter(|o| o.gift.eq(true))
                .filter(|o| o.lines.at(0).sku.eq("A-1"));
            Seen::from(query.send(client).await.unwrap())
        })
        .await;
    assert_eq!(page.items, [full_order("3")]);
    assert_eq!(page.scanned_count, 3);
    assert_eq!(page.requests, 1);
    assert_eq!(page.cursor, None);
}

async fn consistent_reads(db: Db) {
    orders(&db, &["1"]).await;
    if let Some(embedded) = db.if_embedded() {
        embedded.record();
    }
    let found = db
        .both_paths(async |client| {
            let get = Order::get(key("1")).consistent().send(client).await;
            let query = Order::query("c-17").consistent().all(client).await;
            let scan = Order::scan().consistent().all(client).await;
            (get.unwrap(), query.unwrap(), scan.unwrap())
        })
        .await;
    assert_eq!(
        found,
        (Some(order("1")), vec![order("1")], vec![order("1")])
    );
    if let Some(embedded) = db.if_embedded() {
        for request in embedded.requests() {
            assert_eq!(request.json().unwrap()["ConsistentRead"], true);
        }
    }
}

async fn counts(db: Db) {
    orders(&db, &["1", "2", "3", "4", "5"]).await;
    let full = Order {
        customer_id: "other".to_owned(),
        ..full_order("6")
    };
    Order::put(&full).send(&db.client).await.unwrap();
    let count = Order::query("c-17").count(&db.client).await.unwrap();
    assert_eq!(
        (count.count, count.scanned_count, count.requests),
        (5, 5, 1)
    );
    let count = Order::query("c-17")
        .sort_key(|id| id.gt("2"))
        .filter(|o| o.gift.eq(true))
        .page_size(2)
        .count(&db.client)
        .await
        .unwrap();
    assert_eq!(
        (count.count, count.scanned_count, count.requests),
        (0, 3, 2)
    );
    let count = Order::scan()
        .filter(|o| o.gift.eq(true))
        .limit(1)
        .count(&db.client)
        .await
        .unwrap();
    assert_eq!((count.count, count.scanned_count), (1, 6));
    // Items that do not fit the model are counted too.
    db.put_raw::<Order>(item([("customerId", s("odd")), ("orderId", s("1"))]))
        .await;
    assert_eq!(Order::scan().count(&db.client).await.unwrap().count, 7);
}

async fn selections(db: Db) {
    db.table::<Order>().await;
    db.put_all(&[order("1"), full_order("2")]).await;
    let found = db
        .both_paths(async |client| {
            let one = Order::query("c-17").select(|o| o.total_cents);
            let tuple = Order::query("c-17").select(|o| {
                (
                    o.order_id,
                    o.gift,
                    o.note,
                    o.tags,
                    o.address.member::<Option<String>>("city"),
                )
            });
            let document = Order::scan()
                .filter(|o| o.gift.eq(true))
                .select(|o| (o.status, o.lines, o.prices, o.address));
            (
                one.all(client).await.unwrap(),
                tuple.all(client).await.unwrap(),
                document.all(client).await.unwrap(),
            )
        })
        .await;
    let full = full_order("2");
    assert_eq!(found.0, [1_000, 4_200]);
    assert_eq!(
        found.1,
        [
            ("1".to_owned(), false, None, BTreeSet::new(), None),
            (
                "2".to_owned(),
                true,
                full.note,
                full.tags,
                Some("Zürich".to_owned())
            ),
        ]
    );
    assert_eq!(
        found.2,
        [(full.status, full.lines, full.prices, full.address)]
    );
}

async fn selections_of_list_elements(db: Db) {
    db.table::<Order>().await;
    let order = Order {
        scores: vec![10, 11, 12, 13, 14, 15],
        ..full_order("1")
    };
    Order::put(&order).send(&db.client).await.unwrap();
    let found = db
        .both_paths(async |client| {
            let scores =
                Order::query("c-17").select(|o| (o.scores.at(5), o.scores.at(2), o.scores.at(2)));
            let lines = Order::query("c-17").select(|o| {
                (
                    o.lines.at(1).sku.clone(),
                    o.lines.at(0).note.clone(),
                    o.lines.at(1).quantity.clone(),
                )
            });
            (
                scores.all(client).await.unwrap(),
                lines.all(client).await.unwrap(),
            )
        })
        .await;
    assert_eq!(found.0, [(15, 12, 12)]);
    assert_eq!(found.1, [("B-2".to_owned(), None, 1)]);
}

/// What a projection leaves out is not missing; what it asks for and is not there, is.
async fn selections_of_what_is_absent(db: Db) {
    db.table::<Order>().await;
    Order::put(&order("1")).send(&db.client).await.unwrap();
    let (told, none) = db
        .both_paths(async |client| {
            let city = Order::query("c-17").select(|o| o.address.city.clone());
            let error = city.send(client).await.unwrap_err();
            let zip = Order::query("c-17").select(|o| (o.address.zip.clone(), o.note));
            (
                (error.kind(), error.to_string()),
                zip.all(client).await.unwrap(),
            )
        })
        .await;
    assert_eq!(told.0, ErrorKind::Decode);
    let table = db.client.table::<Order>();
    assert_eq!(
        told.1,
        format!(
            "Query on table `{table}` read an item that does not fit the model (`Error::stored_item` has it): address.city: this \
             required attribute is missing"
        )
    );
    assert_eq!(none, [(None, None)]);
}

async fn selections_that_overlap(db: Db) {
    db.table::<Order>().await;
    Order::put(&full_order("1")).send(&db.client).await.unwrap();
    let found = db
        .both_paths(async |client| {
            let query = Order::query("c-17").select(|o| {
                (
                    o.lines.at(1).sku.clone(),
                    o.lines,
                    o.order_id.clone(),
                    o.order_id,
                    o.address.city.clone(),
                    o.address,
                )
            });
            query.all(client).await.unwrap()
        })
        .await;
    let full = full_order("1");
    assert_eq!(
        found,
        [(
            "B-2".to_owned(),
            full.lines,
            "1".to_owned(),
            "1".to_owned(),
            "Zürich".to_owned(),
            full.address
        )]
    );
}

async fn selections_in_get(db: Db) {
    db.table::<Order>().await;
    Order::put(&full_order("1")).send(&db.client).await.unwrap();
    let found = db
        .both_paths(async |client| {
            let note = Order::get(key("1")).select(|o| o.note);
            let none = Order::get(key("2")).select(|o| o.note);
            let absent = Order::get(key("1")).select(|o| o.lines.at(0).note.clone());
            (
                note.send(client).await.unwrap(),
                none.send(client).await.unwrap(),
                absent.send(client).await.unwrap(),
            )
        })
        .await;
    assert_eq!(
        found,
        (
            Some(Some("leave it at the door".to_owned())),
            None,
            Some(None)
        )
    );
}

async fn scans_read_every_partition(db: Db) {
    db.table::<Order>().await;
    let mut written = Vec::new();
    for i in 0..30 {
        written.push(Order {
            customer_id: format!("c-{}", i % 7),
            ..order(&format!("{i:02}"))
        });
    }
    db.put_all(&written).await;
    let found = db
        .both_paths(async |client| {
            let mut found = Order::scan().page_size(4).all(client).await.unwrap();
            found.sort_by(|a, b| a.order_id.cmp(&b.order_id));
            found
        })
        .await;
    assert_eq!(found, written);
}

async fn a_scan_may_filter_by_keys(db: Db) {
    orders(&db, &["1", "2"]).await;
    let scan = Order::scan().filter(|o| o.order_id.eq("2").and(o.customer_id.eq("c-17")));
    let found = scan.select(|o| o.order_id).all(&db.client).await.unwrap();
    assert_eq!(found, ["2"]);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "counters")]
struct Counter {
    #[dynamo(partition_key)]
    id: i64,
    value: i64,
}

async fn models_without_a_sort_key(db: Db) {
    db.table::<Counter>().await;
    let counter = Counter { id: -1, value: 5 };
    Counter::create(&counter).send(&db.client).await.unwrap();
    let found = db
        .both_paths(async |client| {
            let get = Counter::get(-1).send(client).await.unwrap();
            let query = Counter::query(-1).all(client).await.unwrap();
            let scan = Counter::scan().limit(5).send(client).await.unwrap();
            (get, query, Seen::from(scan))
        })
        .await;
    assert_eq!(found.0.as_ref(), Some(&counter));
    assert_eq!(found.1, [counter]);
    assert_eq!(found.2.items.len(), 1);
    // A key is the number, however it is spelled.
    let raw = db.get_raw::<Counter>(item([("id", n("-1.0"))])).await;
    assert_eq!(raw.unwrap()["value"], n(5));
    let read = Counter::update(-1)
        .change(|c| c.value.add(1))
        .send(&db.client)
        .await;
    assert_eq!(read.unwrap().value, 6);
}
