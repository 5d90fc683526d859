//! What the attributes of fields do.

use std::collections::{BTreeMap, HashMap};

use dynamo_model::schema::{Entity, Schema};
use dynamo_model::value::{Codec, Decode, Encode, Item, Reader, Value, Writer, kind};
use dynamo_model::{Document, Model, Result};
use serde::{Deserialize, Serialize};

use super::{map, n, read_error, round_trip, s};

macro_rules! cases {
    ($($name:ident $case:literal $expected:literal;)*) => {$(
        #[test]
        fn $name() {
            #[derive(Debug, Clone, PartialEq, Document)]
            #[dynamo(rename_all = $case)]
            struct Doc {
                placed_at: u32,
                #[dynamo(rename = "as.it-is")]
                renamed: u32,
            }
            round_trip(
                &Doc { placed_at: 1, renamed: 2 },
                &map([($expected, n(1)), ("as.it-is", n(2))]),
            );
        }
    )*};
}

cases! {
    lowercase "lowercase" "placed_at";
    uppercase "UPPERCASE" "PLACED_AT";
    pascal_case "PascalCase" "PlacedAt";
    camel_case "camelCase" "placedAt";
    snake_case "snake_case" "placed_at";
    screaming_snake_case "SCREAMING_SNAKE_CASE" "PLACED_AT";
    kebab_case "kebab-case" "placed-at";
    screaming_kebab_case "SCREAMING-KEBAB-CASE" "PLACED-AT";
}

#[derive(Debug, Default, PartialEq, Clone, Copy)]
struct NotStored(u8);

#[derive(Debug, Clone, PartialEq, Document)]
struct Skipping {
    id: u32,
    #[dynamo(skip)]
    cache: NotStored,
    #[dynamo(skip, default = NotStored(7))]
    lucky: NotStored,
}

#[test]
fn what_is_skipped_is_not_stored() {
    let skipping = Skipping {
        id: 1,
        cache: NotStored(0),
        lucky: NotStored(7),
    };
    round_trip(&skipping, &map([("id", n(1))]));
    let stored = map([("id", n(1)), ("cache", n(3)), ("lucky", n(3))]);
    assert_eq!(stored.read::<Skipping>().expect("it fits"), skipping);
}

fn three() -> u32 {
    3
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Defaulting {
    #[dynamo(default)]
    count: u32,
    #[dynamo(default = three() + 1)]
    retries: u32,
    #[dynamo(default = "none".to_owned())]
    note: String,
    #[dynamo(default = Some(1))]
    maybe: Option<u8>,
}

#[test]
fn what_is_absent_is_its_default() {
    let defaults = Defaulting {
        count: 0,
        retries: 4,
        note: "none".to_owned(),
        maybe: Some(1),
    };
    assert_eq!(map([]).read::<Defaulting>().expect("it fits"), defaults);
    round_trip(
        &Defaulting {
            count: 9,
            ..defaults
        },
        &map([
            ("count", n(9)),
            ("retries", n(4)),
            ("note", s("none")),
            ("maybe", n(1)),
        ]),
    );
    // A default stands for what is absent, not for what is wrong.
    assert_eq!(
        read_error::<Defaulting>(&map([("count", s("x"))])).to_string(),
        "count: expected N, found S"
    );
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Audit {
    created_by: String,
    #[dynamo(flatten)]
    inner: Inner,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Inner {
    revision: u32,
}

#[derive(Debug, Clone, PartialEq, Model)]
struct Audited {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(flatten)]
    audit: Audit,
    #[dynamo(flatten)]
    rest: BTreeMap<String, u32>,
}

#[test]
fn what_is_flattened_stands_beside_the_others() {
    let audited = Audited {
        id: "a".to_owned(),
        audit: Audit {
            created_by: "me".to_owned(),
            inner: Inner { revision: 2 },
        },
        rest: BTreeMap::from([("x".to_owned(), 1), ("y".to_owned(), 2)]),
    };
    let stored = map([
        ("id", s("a")),
        ("created_by", s("me")),
        ("revision", n(2)),
        ("x", n(1)),
        ("y", n(2)),
    ]);
    round_trip(&audited, &stored);
    let names: Vec<_> = Audited::SCHEMA.attributes().map(|a| a.name()).collect();
    assert_eq!(names, ["id", "created_by", "revision"]);
    assert_eq!(
        read_error::<Audited>(&map([("id", s("a")), ("created_by", s("me"))])).to_string(),
        "revision: this required attribute is missing"
    );
    assert_eq!(
        read_error::<Audited>(&map([("z", s("not a number"))])).to_string(),
        "z: expected N, found S"
    );
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Open {
    id: u32,
    #[dynamo(flatten)]
    rest: Item,
    #[dynamo(flatten)]
    never: HashMap<String, Value>,
}

#[test]
fn a_map_catches_the_rest() {
    let mut rest = Item::new();
    rest.insert("legacy", true);
    let open = Open {
        id: 1,
        rest,
        never: HashMap::new(),
    };
    round_trip(&open, &map([("id", n(1)), ("legacy", Value::Bool(true))]));
}

#[derive(Debug, PartialEq, Clone)]
struct Money {
    cents: i64,
}

struct Cents;

impl Codec<Money> for Cents {
    type Kind = kind::N;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<Money> {
        Ok(Money {
            cents: i64::decode(reader)?,
        })
    }

    fn encode(value: &Money, writer: &mut dyn Writer) -> Result<()> {
        value.cents.encode(writer)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Point {
    x: i32,
    y: i32,
}

#[derive(Debug, Clone, PartialEq, Model)]
struct Coded {
    #[dynamo(partition_key, with = Cents)]
    price: Money,
    #[dynamo(sort_key, binary)]
    hash: Vec<u8>,
    #[dynamo(with = Option<Cents>)]
    discount: Option<Money>,
    #[dynamo(with = Vec<Cents>)]
    parts: Vec<Money>,
    #[dynamo(serde)]
    at: Point,
    #[dynamo(null)]
    note: Option<String>,
    #[dynamo(null, with = Cents)]
    tip: Option<Money>,
    #[dynamo(null, binary)]
    photo: Option<Vec<u8>>,
    #[dynamo(default, with = Cents)]
    fee: Fee,
}

type Fee = Money;

impl Default for Money {
    fn default() -> Self {
        Self { cents: 99 }
    }
}

#[test]
fn a_codec_stores_another_form() {
    let money = |cents| Money { cents };
    let mut coded = Coded {
        price: money(250),
        hash: vec![1, 2],
        discount: None,
        parts: vec![money(1), money(2)],
        at: Point { x: 1, y: -1 },
        note: None,
        tip: None,
        photo: None,
        fee: money(99),
    };
    let mut stored = vec![
        ("price", n(250)),
        ("hash", Value::B(vec![1, 2].into())),
        ("parts", Value::L(vec![n(1), n(2)])),
        ("at", map([("x", n(1)), ("y", n(-1))])),
    ];
    let attributes = |stored: &[(&str, Value)]| {
        let mut item = Item::new();
        for (name, value) in stored {
            item.insert(*name, value.clone());
        }
        Value::M(item)
    };
    assert_eq!(attributes(&stored).read::<Coded>().expect("it fits"), coded);
    stored.extend([
        ("note", Value::Null),
        ("tip", Value::Null),
        ("photo", Value::Null),
        ("fee", n(99)),
    ]);
    round_trip(&coded, &attributes(&stored));

    coded.discount = Some(money(5));
    coded.note = Some("n".to_owned());
    coded.tip = Some(money(6));
    coded.photo = Some(vec![9]);
    stored.truncate(4);
    stored.extend([
        ("discount", n(5)),
        ("note", s("n")),
        ("tip", n(6)),
        ("photo", Value::B(vec![9].into())),
        ("fee", n(99)),
    ]);
    round_trip(&coded, &attributes(&stored));

    let types: Vec<_> = Coded::SCHEMA
        .attributes()
        .map(|a| a.attribute_type().map_or("any", |t| t.as_str()))
        .collect();
    assert_eq!(types, ["N", "B", "N", "L", "any", "S", "N", "B", "N"]);
    let key = coded.item_key().into_attributes().expect("it has a key");
    assert_eq!(key.len(), 2);
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(rename_all = "camelCase")]
#[allow(non_snake_case)]
struct Names {
    r#type: String,
    r#match_all: bool,
    alreadyCamel: u8,
    _private: u8,
    r#self_: u8,
}

#[test]
fn names_may_be_raw_or_unusual() {
    let names = Names {
        r#type: "x".to_owned(),
        r#match_all: true,
        alreadyCamel: 1,
        _private: 2,
        r#self_: 3,
    };
    let stored = map([
        ("type", s("x")),
        ("matchAll", Value::Bool(true)),
        ("alreadyCamel", n(1)),
        ("private", n(2)),
        ("self", n(3)),
    ]);
    round_trip(&names, &stored);
}

#[derive(Debug, Clone, PartialEq, Document)]
struct ManyFields {
    a: u8,
    b: u8,
    c: u8,
    d: u8,
    e: u8,
    f: u8,
    g: u8,
    h: u8,
    i: u8,
    j: u8,
    k: u8,
    l: u8,
    m: u8,
    read: u8,
    write: u8,
    at: u8,
    take: u8,
}

#[test]
fn there_may_be_many_fields_of_any_name() {
    let many = Value::of(&vec![0_u8; 17]).expect("it has a stored form");
    assert!(many.read::<ManyFields>().is_err());
    let all = [
        "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "read", "write", "at",
        "take",
    ];
    let read: ManyFields = map(all.map(|name| (name, n(1)))).read().expect("it fits");
    assert_eq!((read.a, read.m, read.take), (1, 1, 1));
}
