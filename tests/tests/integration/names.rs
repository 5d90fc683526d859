//! Names of attributes that expressions could misread.

use std::collections::BTreeMap;

use dynamo_model::expr::{Change, Condition, Path};
use dynamo_model::{AttributePath, Document, Model};

use crate::harness::{Db, item, n, s};

on_every_engine![
    odd_names_in_every_expression,
    names_that_would_share_a_placeholder,
    the_same_name_at_two_depths,
    odd_names_in_maps,
    every_reserved_word,
    reserved_words_as_fields,
];

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "odd")]
struct Odd {
    #[dynamo(partition_key, rename = "#pk.0")]
    id: String,
    #[dynamo(sort_key, rename = ":sk")]
    at: u32,
    #[dynamo(rename = "a.b")]
    dotted: u32,
    #[dynamo(rename = "#")]
    hash: Option<String>,
    #[dynamo(rename = ":v")]
    colon: Option<String>,
    #[dynamo(rename = "größe \u{1F980}")]
    unicode: u32,
    #[dynamo(rename = "two words")]
    space: u32,
    #[dynamo(rename = " ")]
    blank: u32,
    #[dynamo(rename = "1st")]
    digit: u32,
    #[dynamo(rename = "a[0]")]
    brackets: u32,
    #[dynamo(rename = "\"quoted\" \\ 'too'")]
    quotes: u32,
    #[dynamo(rename = "#n0")]
    placeholder: u32,
    #[dynamo(rename = ":v0")]
    value: u32,
    #[dynamo(rename = "line\nbreak\t\0")]
    control: u32,
    #[dynamo(rename = "__proto__")]
    proto: u32,
    #[dynamo(rename = "a.c")]
    inner: Inner,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Inner {
    #[dynamo(rename = "a.b")]
    dotted: u32,
    #[dynamo(rename = "[1]")]
    list: Vec<u32>,
}

fn odd() -> Odd {
    Odd {
        id: "1".to_owned(),
        at: 1,
        dotted: 2,
        hash: Some("hash".to_owned()),
        colon: None,
        unicode: 3,
        space: 4,
        blank: 5,
        digit: 6,
        brackets: 7,
        quotes: 8,
        placeholder: 9,
        value: 10,
        control: 11,
        proto: 12,
        inner: Inner {
            dotted: 13,
            list: vec![14, 15],
        },
    }
}

async fn odd_names_in_every_expression(db: Db) {
    db.table::<Odd>().await;
    Odd::create(&odd()).send(&db.client).await.unwrap();
    let found = db
        .both_paths(async |client| {
            let get = Odd::get(("1", 1)).send(client).await.unwrap();
            let query = Odd::query("1")
                .sort_key(|at| at.between(1, 2))
                .filter(|o| {
                    o.dotted
                        .eq(2)
                        .and(o.hash.eq("hash"))
                        .and(o.colon.not_exists())
                        .and(o.unicode.between(1, 3))
                        .and(o.space.gt(&o.unicode))
                        .and(o.blank.is_in([5]))
                        .and(o.digit.exists())
                        .and(o.brackets.eq(7).or(o.quotes.eq(0)))
                        .and(o.quotes.eq(8))
                        .and(o.placeholder.eq(9))
                        .and(o.value.eq(10))
                        .and(o.control.eq(11))
                        .and(o.proto.eq(12))
                        .and(o.inner.dotted.eq(13))
                        .and(o.inner.list.at(1).eq(15))
                })
                .select(|o| {
                    (
                        o.at,
                        o.dotted,
                        o.hash,
                        o.colon,
                        o.unicode,
                        o.blank,
                        o.control,
                        o.placeholder,
                        o.inner.dotted.clone(),
                        o.inner.list.at(1),
                    )
                });
            (get, query.all(client).await.unwrap())
        })
        .await;
    assert_eq!(found.0, Some(odd()));
    let hash = Some("hash".to_owned());
    assert_eq!(found.1, [(1, 2, hash, None, 3, 5, 11, 9, 13, 15)]);

    let changed = Odd::update(("1", 1))
        .change(|o| {
            o.dotted
                .add(1)
                .and(o.hash.remove())
                .and(o.colon.set("colon"))
                .and(o.unicode.set(&o.blank))
                .and(o.control.set(o.proto.plus(1)))
                .and(o.inner.dotted.set(0))
                .and(o.inner.list.append([16]))
        })
        .condition(|o| o.value.eq(10).and(o.inner.list.contains(14)))
        .send(&db.client)
        .await
        .unwrap();
    let expected = Odd {
        dotted: 3,
        hash: None,
        colon: Some("colon".to_owned()),
        unicode: 5,
        control: 13,
        inner: Inner {
            dotted: 0,
            list: vec![14, 15, 16],
        },
        ..odd()
    };
    assert_eq!(changed, expected);
    let old = Odd::delete(odd().key())
        .condition(|o| o.colon.eq("colon"))
        .return_old();
    assert_eq!(old.send(&db.client).await.unwrap(), Some(expected));
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "alike")]
struct Alike {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(rename = "a-b")]
    dash: u32,
    #[dynamo(rename = "a_b")]
    underscore: u32,
    #[dynamo(rename = "a b")]
    space: u32,
    #[dynamo(rename = "A_b")]
    upper: u32,
    #[dynamo(rename = "ä_b")]
    umlaut: u32,
    #[dynamo(rename = "a\u{308}_b")]
    combined: u32,
}

async fn names_that_would_share_a_placeholder(db: Db) {
    db.table::<Alike>().await;
    let alike = Alike {
        id: "1".to_owned(),
        dash: 1,
        underscore: 2,
        space: 3,
        upper: 4,
        umlaut: 5,
        combined: 6,
    };
    Alike::put(&alike).send(&db.client).await.unwrap();
    let changed = Alike::update("1")
        .change(|a| {
            a.dash
                .add(10)
                .and(a.underscore.add(20))
                .and(a.space.add(30))
                .and(a.upper.add(40))
                .and(a.umlaut.add(50))
                .and(a.combined.add(60))
        })
        .condition(|a| {
            a.dash
                .eq(1)
                .and(a.underscore.eq(2))
                .and(a.space.eq(3))
                .and(a.upper.eq(4))
                .and(a.umlaut.eq(5))
                .and(a.combined.eq(6))
        })
        .send(&db.client)
        .await
        .unwrap();
    let values = [
        changed.dash,
        changed.underscore,
        changed.space,
        changed.upper,
        changed.umlaut,
        changed.combined,
    ];
    assert_eq!(values, [11, 22, 33, 44, 55, 66]);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "nested")]
struct Nested {
    #[dynamo(partition_key)]
    name: String,
    data: Data,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Data {
    name: String,
    data: BTreeMap<String, u32>,
}

async fn the_same_name_at_two_depths(db: Db) {
    db.table::<Nested>().await;
    let nested = Nested {
        name: "outer".to_owned(),
        data: Data {
            name: "inner".to_owned(),
            data: BTreeMap::from([("name".to_owned(), 1), ("data".to_owned(), 2)]),
        },
    };
    Nested::put(&nested).send(&db.client).await.unwrap();
    let found = db
        .both_paths(async |client| {
            let scan = Nested::scan()
                .filter(|x| {
                    x.name
                        .eq("outer")
                        .and(x.data.name.eq("inner"))
                        .and(x.data.data.key("name").eq(1))
                })
                .select(|x| {
                    (
                        x.name,
                        x.data.name.clone(),
                        x.data.data.key("data"),
                        x.data.data.key("name"),
                    )
                });
            scan.all(client).await.unwrap()
        })
        .await;
    assert_eq!(found, [("outer".to_owned(), "inner".to_owned(), 2, 1)]);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "words")]
struct Words {
    #[dynamo(partition_key)]
    id: String,
    words: BTreeMap<String, u32>,
}

async fn odd_names_in_maps(db: Db) {
    db.table::<Words>().await;
    let names = [
        "a.b",
        "#",
        ":v",
        " ",
        "é",
        "[0]",
        "\"",
        "size",
        "1",
        "\u{1F980}",
    ];
    let words = Words {
        id: "1".to_owned(),
        words: names.map(|name| (name.to_owned(), 1)).into(),
    };
    Words::put(&words).send(&db.client).await.unwrap();
    let changed = Words::update("1")
        .change(|w| Change::all(names.map(|name| w.words.key(name).add(1))))
        .condition(|w| Condition::all(names.map(|name| w.words.key(name).eq(1))))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(changed.words, names.map(|name| (name.to_owned(), 2)).into());
    let removed = Words::update("1")
        .change(|w| Change::all(names.map(|name| w.words.remove_key(name))))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(removed.words, BTreeMap::new());
}

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html>
const RESERVED: &str = include_str!("../data/reserved_words.txt");

/// An attribute of this name, which no model declares.
fn word(name: String) -> Path<Words, u32> {
    Path::new(AttributePath::new(name))
}

async fn every_reserved_word(db: Db) {
    db.table::<Words>().await;
    let reserved: Vec<_> = RESERVED.lines().collect();
    assert_eq!(reserved.len(), 573);
    let words = Words {
        id: "1".to_owned(),
        words: BTreeMap::new(),
    };
    Words::put(&words).send(&db.client).await.unwrap();
    // DynamoDB knows them in upper and lower case alike.
    let spellings = [str::to_owned, str::to_lowercase as fn(&str) -> String];
    for (spelling, chunk) in spellings
        .into_iter()
        .flat_map(|spelling| reserved.chunks(60).map(move |chunk| (spelling, chunk)))
    {
        let names: Vec<String> = chunk.iter().map(|word| spelling(word)).collect();
        let all = |make: fn(Path<Words, u32>) -> Change<Words>| {
            Change::all(names.iter().cloned().map(word).map(make))
        };
        Words::update("1")
            .change(|_| all(|path| path.set(1)))
            .condition(|_| {
                Condition::all(names.iter().cloned().map(|name| word(name).not_exists()))
            })
            .send(&db.client)
            .await
            .unwrap();
        Words::update("1")
            .change(|_| all(|path| path.add(1)))
            .condition(|_| Condition::all(names.iter().cloned().map(|name| word(name).eq(1))))
            .send(&db.client)
            .await
            .unwrap();
        let found = db
            .both_paths(async |client| {
                let scan = Words::scan()
                    .filter(|_| Condition::all(names.iter().cloned().map(|name| word(name).eq(2))))
                    .select(|_| (word(names[0].clone()), word(names[1].clone())));
                scan.all(client).await.unwrap()
            })
            .await;
        assert_eq!(found, [(2, 2)], "{names:?}");
    }
    let stored = db.get_raw::<Words>(item([("id", s("1"))])).await.unwrap();
    assert_eq!(stored.len(), 2 * 573 + 2);
    assert_eq!((&stored["ZONE"], &stored["abort"]), (&n(2), &n(2)));
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "table")]
struct Reserved {
    #[dynamo(partition_key)]
    key: String,
    #[dynamo(sort_key)]
    order: u32,
    name: String,
    size: u32,
    r#type: String,
    values: Vec<u32>,
    timestamp: Option<u64>,
    #[dynamo(rename = "and")]
    and_: bool,
}

async fn reserved_words_as_fields(db: Db) {
    db.table::<Reserved>().await;
    let reserved = Reserved {
        key: "k".to_owned(),
        order: 1,
        name: "n".to_owned(),
        size: 3,
        r#type: "t".to_owned(),
        values: vec![1],
        timestamp: None,
        and_: true,
    };
    Reserved::put(&reserved).send(&db.client).await.unwrap();
    let found = db
        .both_paths(async |client| {
            let query = Reserved::query("k")
                .sort_key(|order| order.ge(0))
                .filter(|r| {
                    r.name
                        .size()
                        .eq(1)
                        .and(r.size.eq(3))
                        .and(r.r#type.begins_with("t"))
                        .and(r.and_.eq(true))
                })
                .select(|r| (r.name, r.size, r.r#type, r.values.at(0), r.timestamp));
            query.all(client).await.unwrap()
        })
        .await;
    assert_eq!(found, [("n".to_owned(), 3, "t".to_owned(), 1, None)]);
    let changed = Reserved::update(("k", 1))
        .change(|r| {
            r.timestamp
                .set(5)
                .and(r.values.append([2]))
                .and(r.size.add(1))
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!((changed.timestamp, changed.size), (Some(5), 4));
}
