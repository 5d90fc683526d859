//! `count_from`: a number that begins with a number of its own, and counts on atomically.

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::value::Number;
use dynamo_model::{Document, Error, ErrorKind, Model};
use futures_util::future::join_all;
use rust_decimal::Decimal;

use crate::harness::{Db, item, n, s};

on_every_engine![
    begins_with_its_start_and_counts_on,
    an_item_that_is_not_there_is_made,
    many_at_once_get_different_numbers,
    counts_down,
    every_type_of_number_counts,
    counts_below_documents_and_in_maps,
    an_older_name_is_counted_on,
    the_start_obeys_the_rules,
    the_start_is_transformed,
    a_counter_in_other_words_obeys_them_too,
    a_constant_does_not_count,
    a_key_made_of_it_is_refused,
    a_number_that_cannot_be_is_refused,
    a_condition_holds_it_back,
];

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "sequences")]
struct Sequence {
    #[dynamo(partition_key)]
    name: String,
    last: Option<u64>,
}

/// The number that this client gets.
async fn next(db: &Db, start: u64, step: i64) -> u64 {
    let changed = Sequence::upsert("a")
        .change(|s| s.last.count_from(start, step))
        .return_changed()
        .send(&db.client)
        .await
        .unwrap();
    changed.read("last").unwrap()
}

async fn begins_with_its_start_and_counts_on(db: Db) {
    db.table::<Sequence>().await;
    let empty = Sequence {
        name: "a".to_owned(),
        last: None,
    };
    Sequence::put(&empty).send(&db.client).await.unwrap();
    let count = Sequence::update("a").change(|s| s.last.count_from(1_000, 5));
    for expected in [1_000, 1_005, 1_010] {
        let sequence = count.clone().send(&db.client).await.unwrap();
        assert_eq!(sequence.last, Some(expected));
    }
    // Where it begins does not matter to one that has begun.
    assert_eq!(next(&db, 7, 1).await, 1_011);
}

async fn an_item_that_is_not_there_is_made(db: Db) {
    db.table::<Sequence>().await;
    assert_eq!(next(&db, 0, 1).await, 0);
    assert_eq!(next(&db, 0, 1).await, 1);
    let read = Sequence::get("a").send(&db.client).await.unwrap();
    assert_eq!(read.unwrap().last, Some(1));

    let absent = Sequence::update("b").change(|s| s.last.count_from(0, 1));
    let error = absent.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
}

async fn many_at_once_get_different_numbers(db: Db) {
    db.table::<Sequence>().await;
    let tasks = (0..50).map(|_| {
        let client = db.client.clone();
        tokio::spawn(async move {
            let count = Sequence::upsert("a").change(|s| s.last.count_from(1, 1));
            let changed = count.return_changed().send(&client).await?;
            changed.read::<u64>("last")
        })
    });
    let numbers: Vec<_> = join_all(tasks).await;
    let numbers: BTreeSet<u64> = numbers.into_iter().map(|n| n.unwrap().unwrap()).collect();
    assert_eq!(numbers, (1..=50).collect());
}

async fn counts_down(db: Db) {
    db.table::<Sequence>().await;
    assert_eq!(next(&db, 3, -2).await, 3);
    assert_eq!(next(&db, 3, -2).await, 1);
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Units(u16);

#[derive(Debug, Clone, PartialEq, Default, Document)]
struct Stats {
    seen: u32,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "numbers")]
struct Numbers {
    #[dynamo(partition_key)]
    id: String,
    small: u8,
    signed: i128,
    float: f64,
    exact: Number,
    decimal: Decimal,
    boxed: Box<u32>,
    units: Units,
    maybe: Option<i8>,
    #[dynamo(default)]
    stats: Stats,
    #[dynamo(default)]
    by_name: BTreeMap<String, u32>,
}

async fn every_type_of_number_counts(db: Db) {
    db.table::<Numbers>().await;
    let decimal = |text: &str| text.parse::<Decimal>().unwrap();
    let number = |text: &str| text.parse::<Number>().unwrap();
    let most = number("99999999999999999999999999999999999998");
    let count = Numbers::upsert("a").change(|o| {
        o.small
            .count_from(0, 1)
            .and(o.signed.count_from(i128::from(i64::MAX), 1))
            .and(o.float.count_from(0.1, 0.2))
            .and(o.exact.count_from(most.clone(), 1))
            .and(o.decimal.count_from(decimal("19.99"), decimal("0.01")))
            .and(o.boxed.count_from(Box::new(5), 10))
            .and(o.units.count_from(Units(7), Units(1)))
            .and(o.maybe.count_from(-1, -1))
    });
    let began = count.clone().send(&db.client).await.unwrap();
    let first = Numbers {
        id: "a".to_owned(),
        small: 0,
        signed: i128::from(i64::MAX),
        float: 0.1,
        exact: most.clone(),
        decimal: decimal("19.99"),
        boxed: Box::new(5),
        units: Units(7),
        maybe: Some(-1),
        stats: Stats::default(),
        by_name: BTreeMap::new(),
    };
    assert_eq!(began, first);
    let second = Numbers {
        small: 1,
        signed: i128::from(i64::MAX) + 1,
        float: 0.3,
        exact: number("99999999999999999999999999999999999999"),
        decimal: decimal("20"),
        boxed: Box::new(15),
        units: Units(8),
        maybe: Some(-2),
        ..first
    };
    assert_eq!(count.send(&db.client).await.unwrap(), second);
}

async fn counts_below_documents_and_in_maps(db: Db) {
    db.table::<Numbers>().await;
    let begin = Numbers::upsert("a").change(|o| {
        o.small
            .set(1)
            .and(o.signed.set(1_i128))
            .and(o.float.set(1.0))
            .and(o.exact.set(Number::from(1)))
            .and(o.decimal.set(Decimal::ONE))
            .and(o.boxed.set(Box::new(1)))
            .and(o.units.set(Units(1)))
    });
    begin.send(&db.client).await.unwrap();
    let count = Numbers::update("a").change(|o| {
        o.stats
            .seen
            .count_from(10, 1)
            .and(o.by_name.key("a").count_from(100, 1))
    });
    for more in [0, 1] {
        let numbers = count.clone().send(&db.client).await.unwrap();
        // The document was there, and 0.
        assert_eq!(numbers.stats.seen, 1 + more);
        assert_eq!(numbers.by_name["a"], 100 + more);
    }
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "ruled")]
struct Ruled {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(validate(range(min = 1, max = 100)))]
    rank: Option<u64>,
    #[dynamo(set = to_tens)]
    tens: Option<u64>,
    #[dynamo(constant = 5)]
    form: u8,
    #[dynamo(alias = "old")]
    renamed: Option<u64>,
}

fn to_tens(tens: Option<u64>) -> Option<u64> {
    tens.map(|tens| tens / 10 * 10)
}

async fn an_older_name_is_counted_on(db: Db) {
    db.table::<Ruled>().await;
    db.put_raw::<Ruled>(item([("id", s("a")), ("old", n("41"))]))
        .await;
    let count = Ruled::update("a").change(|o| o.renamed.count_from(1, 1));
    let ruled = count.clone().send(&db.client).await.unwrap();
    assert_eq!(ruled.renamed, Some(42));
    let stored = db.get_raw::<Ruled>(item([("id", s("a"))])).await.unwrap();
    assert!(!stored.contains_key("old"));
    assert_eq!(
        count.send(&db.client).await.unwrap().renamed,
        Some(43),
        "by its own name"
    );
}

/// What was found: paths and codes.
#[track_caller]
fn found(error: &Error) -> Vec<String> {
    let report = error.report().expect("it is a report");
    let shown = |v: &dynamo_model::Violation| format!("{} {}", v.path.as_ref().unwrap(), v.code);
    report.violations().iter().map(shown).collect()
}

async fn the_start_obeys_the_rules(db: Db) {
    db.table::<Ruled>().await;
    for start in [0, 101] {
        let wrong = Ruled::upsert("a").change(|o| o.rank.count_from(start, 1));
        let error = wrong.send(&db.client).await.unwrap_err();
        assert_eq!(found(&error), ["rank range"], "{start}");
    }
    // One step before is out of the range, and is nobody's value.
    let right = Ruled::upsert("a").change(|o| o.rank.count_from(1, 1).and(o.form.set(5)));
    assert_eq!(right.send(&db.client).await.unwrap().rank, Some(1));
    let right = Ruled::upsert("b").change(|o| o.rank.count_from(100, -1).and(o.form.set(5)));
    assert_eq!(right.send(&db.client).await.unwrap().rank, Some(100));
}

async fn the_start_is_transformed(db: Db) {
    db.table::<Ruled>().await;
    let count = Ruled::upsert("a").change(|o| o.tens.count_from(47, 10).and(o.form.set(5)));
    for expected in [40, 50, 60] {
        let ruled = count.clone().send(&db.client).await.unwrap();
        assert_eq!(ruled.tens, Some(expected));
    }
}

async fn a_counter_in_other_words_obeys_them_too(db: Db) {
    db.table::<Ruled>().await;
    let wrong = Ruled::upsert("a").change(|o| o.rank.set(o.rank.if_not_exists(200).minus(50)));
    let error = wrong.send(&db.client).await.unwrap_err();
    assert_eq!(found(&error), ["rank range"]);
    let right = Ruled::upsert("a").change(|o| {
        let rank = o.rank.set(o.rank.if_not_exists(0).plus(1));
        rank.and(o.form.set(5))
    });
    assert_eq!(right.send(&db.client).await.unwrap().rank, Some(1));
}

async fn a_constant_does_not_count(db: Db) {
    db.table::<Ruled>().await;
    for start in [5, 6] {
        let count = Ruled::upsert("a").change(|o| o.form.count_from(start, 1));
        let error = count.send(&db.client).await.unwrap_err();
        assert_eq!(found(&error), ["form constant"]);
    }
}

struct ByNumber;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "numbered", index(ByNumber, partition_key = "NUMBER#{number}"))]
struct Numbered {
    #[dynamo(partition_key)]
    id: String,
    number: Option<u32>,
}

async fn a_key_made_of_it_is_refused(db: Db) {
    db.table::<Numbered>().await;
    let count = Numbered::upsert("a").change(|o| o.number.count_from(1, 1));
    let error = count.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(
        error.to_string(),
        "number: the key attribute `ByNumber_pk` is made of this field, and what it will be is not known before DynamoDB computes it: \
         `set` it to a value"
    );
    let set = Numbered::upsert("a").change(|o| o.number.set(7));
    let numbered = set.send(&db.client).await.unwrap();
    let found = Numbered::query_index(ByNumber, 7).all(&db.client).await;
    assert_eq!(found.unwrap(), [numbered]);
}

async fn a_number_that_cannot_be_is_refused(db: Db) {
    db.table::<Numbers>().await;
    let small: Number = "1E-30".parse().unwrap();
    let large: Number = "1E30".parse().unwrap();
    let count = Numbers::update("a").change(|o| o.exact.count_from(large, small));
    let error = count.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encode);
    assert_eq!(
        error.to_string(),
        "exact: one step before the start of a counter has to be a number too, of at most 38 significant digits"
    );
    let count = Sequence::update("a").change(|o| o.last.count_from(None, 1));
    let error = count.send(&db.client).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "last: a counter begins with a number, and this value is none"
    );
}

async fn a_condition_holds_it_back(db: Db) {
    db.table::<Sequence>().await;
    let count = Sequence::upsert("a")
        .change(|s| s.last.count_from(1, 1))
        .condition(|s| s.last.not_exists().or(s.last.lt(2)));
    assert_eq!(count.clone().send(&db.client).await.unwrap().last, Some(1));
    assert_eq!(count.clone().send(&db.client).await.unwrap().last, Some(2));
    let error = count.send(&db.client).await.unwrap_err();
    assert!(error.is_condition_failed());
}
