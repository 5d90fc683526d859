//! Random edits of a rich item: after a save, what is stored is what a put of the whole item would store.

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::value::{Number, Value};
use dynamo_model::{Document, Model, Tracked};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;

use crate::harness::{Db, Random, item, s, unordered};

on_every_engine![a_save_and_a_put_store_the_same];

const STEPS: usize = 400;

struct ByState;

#[derive(Debug, Clone, PartialEq, Document)]
struct Part {
    name: String,
    size: Option<u8>,
    sets: BTreeSet<Number>,
    inner: Option<Box<Part>>,
    named: BTreeMap<String, Part>,
    choice: Choice,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "t", content = "c")]
enum Choice {
    None,
    Some { size: Option<u8> },
    Part(Box<Part>),
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Beside {
    left: Option<bool>,
    right: Option<Part>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "things",
    index(ByState, partition_key = "STATE#{state}", sort_key = "{size}#{note}")
)]
struct Thing {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(set = lowercase)]
    state: String,
    size: u8,
    note: Option<String>,
    #[dynamo(null)]
    nothing: Option<u8>,
    list: Vec<Part>,
    part: Part,
    parts: BTreeMap<String, Option<Part>>,
    #[dynamo(flatten)]
    beside: Beside,
    value: Value,
    #[dynamo(version)]
    version: u64,
}

fn name() -> impl Strategy<Value = String> + Clone {
    prop_oneof![Just("a"), Just("B"), Just("x.y"), Just("")].prop_map(str::to_owned)
}

/// No attribute is called by the empty text.
fn key() -> impl Strategy<Value = String> + Clone {
    prop_oneof![Just("a"), Just("x.y"), Just("#n0")].prop_map(str::to_owned)
}

fn size() -> impl Strategy<Value = u8> + Clone {
    0..3_u8
}

fn leaf() -> impl Strategy<Value = Part> {
    let sets = btree_set((0..3).prop_map(Number::from), 0..3);
    (name(), option::of(size()), sets).prop_map(|(name, size, sets)| Part {
        name,
        size,
        sets,
        inner: None,
        named: BTreeMap::new(),
        choice: Choice::None,
    })
}

fn part() -> impl Strategy<Value = Part> {
    leaf().prop_recursive(3, 6, 2, |part| {
        let part = part.boxed();
        let choice = prop_oneof![
            Just(Choice::None),
            option::of(size()).prop_map(|size| Choice::Some { size }),
            part.clone().prop_map(|part| Choice::Part(Box::new(part))),
        ];
        let inner = option::of(part.clone().prop_map(Box::new));
        let named = btree_map(key(), part, 0..3);
        (leaf(), inner, named, choice).prop_map(|(leaf, inner, named, choice)| Part {
            inner,
            named,
            choice,
            ..leaf
        })
    })
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::from(true)),
        size().prop_map(Value::from),
        name().prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 6, 2, |value| {
        prop_oneof![
            vec(value.clone(), 0..3).prop_map(Value::L),
            btree_map(key(), value, 0..3).prop_map(|entries| Value::M(entries.into())),
        ]
    })
}

fn thing() -> impl Strategy<Value = Thing> {
    let scalars = (name(), size(), option::of(name()), option::of(size()));
    let parts = (
        vec(part(), 0..2),
        part(),
        btree_map(key(), option::of(part()), 0..3),
        option::of(any::<bool>()),
        option::of(part()),
        value(),
    );
    (scalars, parts).prop_map(
        |((state, size, note, nothing), (list, part, parts, left, right, value))| Thing {
            id: "t".to_owned(),
            state,
            size,
            note,
            nothing,
            list,
            part,
            parts,
            beside: Beside { left, right },
            value,
            version: 0,
        },
    )
}

/// Some of the fields of another thing.
fn edited(thing: &Thing, other: Thing, fields: u16) -> Thing {
    let mut edited = thing.clone();
    let takes = |field: u16| fields & (1 << field) != 0;
    macro_rules! take {
        ($($number:literal: $($field:ident).+;)*) => {$(
            if takes($number) {
                edited.$($field).+ = other.$($field).+;
            }
        )*};
    }
    take! {
        0: state;
        1: size;
        2: note;
        3: nothing;
        4: list;
        5: part.name;
        6: part.size;
        7: part.sets;
        8: part.inner;
        9: part.named;
        10: part.choice;
        11: parts;
        12: beside.left;
        13: beside.right;
        14: value;
    }
    edited
}

async fn read(db: &Db) -> Tracked<Thing> {
    let get = Thing::get("t").consistent().tracked();
    get.send(&db.client).await.unwrap().expect("it is there")
}

async fn a_save_and_a_put_store_the_same(db: Db) {
    db.table::<Thing>().await;
    let mut random = Random::seeded("a save stores what a put stores.");
    let first = random.one(&thing());
    let mut tracked = Tracked::new(Thing::put(&first).send(&db.client).await.unwrap());
    let (mut changed, mut unchanged) = (0, 0);
    for _ in 0..STEPS {
        let other = random.one(&thing());
        let fields = random.one(&(any::<u16>(), any::<u16>(), any::<u16>()));
        // One in eight.
        let fields = fields.0 & fields.1 & fields.2;
        let before = tracked.to_attributes().unwrap();
        *tracked = edited(&tracked, other, fields);
        let put = Thing::put(&tracked).into_input().unwrap().item.unwrap();
        let is_changed = tracked.is_changed();
        let saved = tracked.save().send(&db.client).await.unwrap();
        assert_eq!(saved.is_changed(), is_changed);
        let key = item([("id", s("t"))]);
        let stored = unordered(db.get_raw::<Thing>(key).await.unwrap());
        if is_changed {
            assert_eq!(stored, unordered(put));
            assert_eq!(*tracked, *read(&db).await);
            changed += 1;
        } else {
            assert_eq!(stored, unordered(before));
            unchanged += 1;
        }
        // One in two goes on with what was read.
        if fields & 1 == 0 {
            tracked = read(&db).await;
        }
    }
    let found = Thing::query_index(ByState, &*tracked.state);
    let found = found.all(&db.client).await.unwrap();
    assert_eq!(found.len(), usize::from(tracked.note.is_some()));
    assert!(
        changed > STEPS / 2 && unchanged > STEPS / 20,
        "{changed} {unchanged}"
    );
}
