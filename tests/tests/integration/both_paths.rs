//! The direct path and the way through the SDK's own types, on random items: whatever is stored, both write the same, read
//! the same, stop at the same place, and complain of the same.

use std::collections::HashMap;

use aws_sdk_dynamodb::primitives::Blob;
use dynamo_model::op::Cursor;
use dynamo_model::value::Item;
use dynamo_model::{AttributeValue, Client, Model};
use proptest::prelude::*;

use crate::harness::{Db, Random, Seen, Told, item as attributes_of, n, s, unordered};

on_every_engine![random_items_on_both_paths];

const GROUPS: u32 = 30;
const ITEMS: u32 = 4;

/// One attribute of a known type, which random items may not fit, and room for all others.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "anything")]
struct Anything {
    #[dynamo(partition_key)]
    group: String,
    #[dynamo(sort_key)]
    number: u32,
    known: Option<Vec<u8>>,
    #[dynamo(flatten)]
    rest: Item,
}

fn scalar() -> impl Strategy<Value = AttributeValue> {
    prop_oneof![
        "\\PC{0,12}".prop_map(AttributeValue::S),
        // Characters that JSON escapes, and some beyond the first plane.
        "[\\x00-\\x1f\"\\\\/é\u{1F980}]{0,8}".prop_map(AttributeValue::S),
        any::<i64>().prop_map(n),
        "-?[1-9][0-9]{0,20}\\.[0-9]{1,10}[1-9]".prop_map(AttributeValue::N),
        any::<bool>().prop_map(AttributeValue::Bool),
        Just(AttributeValue::Null(true)),
        proptest::collection::vec(any::<u8>(), 0..12).prop_map(|b| AttributeValue::B(Blob::new(b))),
        proptest::collection::btree_set("[a-z\"\\\\]{1,4}", 1..4)
            .prop_map(|set| AttributeValue::Ss(set.into_iter().collect())),
        proptest::collection::btree_set(any::<i32>(), 1..4)
            .prop_map(|set| AttributeValue::Ns(set.iter().map(ToString::to_string).collect())),
        proptest::collection::btree_set(proptest::collection::vec(any::<u8>(), 1..4), 1..3)
            .prop_map(|set| AttributeValue::Bs(set.into_iter().map(Blob::new).collect())),
    ]
}

fn value() -> impl Strategy<Value = AttributeValue> {
    scalar().prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(AttributeValue::L),
            proptest::collection::hash_map("[a-z.# ]{1,5}", inner, 0..4)
                .prop_map(AttributeValue::M),
        ]
    })
}

/// An item without its key. Its `known` is left out mostly, or fits, or does not.
fn attributes() -> impl Strategy<Value = HashMap<String, AttributeValue>> {
    let bytes = proptest::collection::vec(any::<u8>().prop_map(n), 0..4);
    let known = prop_oneof![
        6 => Just(None),
        3 => bytes.prop_map(|bytes| Some(AttributeValue::L(bytes))),
        1 => scalar().prop_map(Some),
    ];
    let rest = proptest::collection::hash_map("[a-z.#é]{2,6}", value(), 0..5);
    (rest, known).prop_map(|(mut item, known)| {
        item.extend(known.map(|known| ("known".to_owned(), known)));
        item
    })
}

type Outcome<T> = Result<T, Told>;

/// Every page of a query of one group, with a filter and a limit, up to the end or the first misfit.
async fn walk(client: &Client, group: &str, limit: usize) -> Vec<Outcome<Seen<Anything>>> {
    let mut pages = Vec::new();
    let mut cursor: Option<Cursor> = None;
    loop {
        let page = Anything::query(group)
            .filter(|a| a.known.not_exists().or(a.known.size().ge(1)))
            .limit(limit)
            .after(cursor)
            .send(client)
            .await
            .map_err(Told::from);
        cursor = page.as_ref().ok().and_then(|page| page.cursor.clone());
        pages.push(page.map(Seen::from));
        if cursor.is_none() {
            return pages;
        }
    }
}

/// One group of items, read in every way on both paths. Returns what could be read one by one.
async fn read_alike(db: &Db, group: &str) -> Vec<Anything> {
    let mut read = Vec::new();
    for number in 0..ITEMS {
        let got = db
            .both_paths(async |client| {
                let got = Anything::get((group, number)).send(client).await;
                got.map_err(Told::from)
            })
            .await;
        read.extend(got.ok().flatten());
    }
    for limit in [1, 2, 100] {
        db.both_paths(async |client| walk(client, group, limit).await)
            .await;
    }
    let all = db
        .both_paths(async |client| {
            let all = Anything::query(group).descending().all(client).await;
            all.map_err(Told::from)
        })
        .await;
    let selected = db
        .both_paths(async |client| {
            let selected = Anything::query(group).select(|a| (a.number, a.known));
            selected.all(client).await.map_err(Told::from)
        })
        .await;
    // One misfit fails the whole, and nothing else does.
    let all_fit = read.len() == ITEMS as usize;
    assert_eq!(
        (all.is_ok(), selected.is_ok()),
        (all_fit, all_fit),
        "{group}"
    );
    read
}

/// What a put on one of the paths gives back, and what is then stored.
async fn put(db: &Db, client: &Client, item: &Anything) -> (Anything, Item) {
    let back = Anything::put(item).send(client).await.unwrap();
    let key = attributes_of([("group", s(&item.group)), ("number", n(item.number))]);
    let stored = db.get_raw::<Anything>(key).await.unwrap();
    (back, unordered(stored))
}

async fn random_items_on_both_paths(db: Db) {
    db.table::<Anything>().await;
    let mut random = Random::seeded("both paths lead to the same item");
    let (mut fitting, mut misfits) = (0, 0);
    for group in 0..GROUPS {
        let group = format!("group {group} of {random:?}");
        for number in 0..ITEMS {
            let mut item = random.one(&attributes());
            item.insert("group".to_owned(), s(&group));
            item.insert("number".to_owned(), n(number));
            db.put_all_raw::<Anything>([item]).await;
        }
        let read = read_alike(&db, &group).await;
        for item in &read {
            let (back, stored) = db
                .both_paths(async |client| put(&db, client, item).await)
                .await;
            assert_eq!(&back, item, "{group}");
            assert_eq!(stored.read::<u32>("number").unwrap(), item.number);
        }
        fitting += read.len();
        misfits += ITEMS as usize - read.len();
    }
    // Neither kind may be missing, or nothing was compared.
    assert!(
        fitting > 50 && misfits > 5,
        "{fitting} fit, {misfits} do not"
    );
}
