//! Enums in each of their representations.

use std::collections::BTreeMap;

use dynamo_model::schema::Schema;
use dynamo_model::value::Value;
use dynamo_model::{Document, Model};

use super::{map, n, read_error, round_trip, s};

#[derive(Debug, Clone, Copy, PartialEq, Document)]
#[dynamo(rename_all = "kebab-case")]
enum Status {
    Open,
    InTransit,
    #[dynamo(rename = "DONE!")]
    Done,
}

#[derive(Debug, Clone, PartialEq, Model)]
struct ByStatus {
    #[dynamo(partition_key)]
    status: Status,
}

#[test]
fn names_are_strings() {
    round_trip(&Status::Open, &s("open"));
    round_trip(&Status::InTransit, &s("in-transit"));
    round_trip(&Status::Done, &s("DONE!"));
    round_trip(
        &ByStatus {
            status: Status::Done,
        },
        &map([("status", s("DONE!"))]),
    );
    assert_eq!(ByStatus::SCHEMA.partition_key().key_type().as_str(), "S");
}

#[test]
fn an_unknown_name_is_told_if_it_is_short() {
    assert_eq!(
        read_error::<ByStatus>(&map([("status", s("Open"))])).to_string(),
        "status: unknown variant `Open`, expected one of `open`, `in-transit`, `DONE!`"
    );
    assert_eq!(
        read_error::<Status>(&s(&"secret".repeat(20))).to_string(),
        "unknown variant, expected one of `open`, `in-transit`, `DONE!`"
    );
    assert_eq!(
        read_error::<Status>(&n(1)).to_string(),
        "expected S, found N"
    );
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Account {
    iban: String,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(
    tag = "type",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
enum Payment {
    Cash,
    CreditCard {
        card_number: String,
        #[dynamo(default = 1)]
        rates: u8,
        #[dynamo(skip)]
        checked: bool,
        #[dynamo(flatten)]
        rest: BTreeMap<String, String>,
    },
    Transfer(Account),
    Empty {},
}

#[test]
fn a_tag_stands_beside_the_fields() {
    round_trip(&Payment::Cash, &map([("type", s("cash"))]));
    round_trip(&Payment::Empty {}, &map([("type", s("empty"))]));
    let card = Payment::CreditCard {
        card_number: "4".to_owned(),
        rates: 2,
        checked: false,
        rest: BTreeMap::from([("note".to_owned(), "x".to_owned())]),
    };
    let stored = map([
        ("type", s("credit_card")),
        ("cardNumber", s("4")),
        ("rates", n(2)),
        ("note", s("x")),
    ]);
    round_trip(&card, &stored);
    round_trip(
        &Payment::Transfer(Account {
            iban: "DE".to_owned(),
        }),
        &map([("type", s("transfer")), ("iban", s("DE"))]),
    );
}

#[test]
fn a_tag_must_be_there_and_known() {
    assert_eq!(
        read_error::<Payment>(&map([("iban", s("DE"))])).to_string(),
        "type: this required attribute is missing"
    );
    assert_eq!(
        read_error::<Payment>(&map([("type", s("Cash"))])).to_string(),
        "type: unknown variant `Cash`, expected one of `cash`, `credit_card`, `transfer`, `empty`"
    );
    assert_eq!(
        read_error::<Payment>(&map([("type", s("transfer"))])).to_string(),
        "iban: this required attribute is missing"
    );
    assert_eq!(
        read_error::<Payment>(&map([("type", n(1))])).to_string(),
        "type: expected S, found N"
    );
    assert_eq!(
        read_error::<Payment>(&s("cash")).to_string(),
        "expected M, found S"
    );
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "t", content = "c")]
enum Event {
    Nothing,
    Number(u32),
    Maybe(Option<u32>),
    Bytes(#[dynamo(binary)] Vec<u8>),
    Pair(u32, String),
    Named { x: u32, y: Option<u32> },
}

#[test]
fn a_tag_stands_beside_the_content() {
    let tagged = |tag: &str, content: Value| map([("t", s(tag)), ("c", content)]);
    round_trip(&Event::Nothing, &map([("t", s("Nothing"))]));
    round_trip(&Event::Number(1), &tagged("Number", n(1)));
    round_trip(&Event::Maybe(Some(1)), &tagged("Maybe", n(1)));
    round_trip(&Event::Maybe(None), &map([("t", s("Maybe"))]));
    round_trip(
        &Event::Bytes(vec![1]),
        &tagged("Bytes", Value::B(vec![1].into())),
    );
    round_trip(
        &Event::Pair(1, "x".to_owned()),
        &tagged("Pair", Value::L(vec![n(1), s("x")])),
    );
    round_trip(
        &Event::Named { x: 1, y: None },
        &tagged("Named", map([("x", n(1))])),
    );
}

#[test]
fn a_wrong_content_is_named() {
    let error = |tag: &str, content: Value| {
        read_error::<Event>(&map([("t", s(tag)), ("c", content), ("z", n(1))])).to_string()
    };
    assert_eq!(error("Number", s("x")), "c: expected N, found S");
    assert_eq!(
        error("Pair", Value::L(vec![n(1)])),
        "c[1]: this required attribute is missing"
    );
    assert_eq!(
        error("Pair", Value::L(vec![n(1), n(2)])),
        "c[1]: expected S, found N"
    );
    assert_eq!(
        error("Pair", Value::L(vec![n(1), s("x"), n(1)])),
        "c: expected a list of 2 elements, found more"
    );
    assert_eq!(
        error("Named", map([("x", s("1"))])),
        "c.x: expected N, found S"
    );
    let missing = |tag: &str| read_error::<Event>(&map([("t", s(tag))])).to_string();
    assert_eq!(missing("Number"), "c: this required attribute is missing");
    assert_eq!(missing("Named"), "c: this required attribute is missing");
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(untagged)]
enum Amount {
    Whole(u32),
    Text(String),
    Range { from: u32, to: u32 },
    Pair(u32, u32),
    Nothing,
}

#[test]
fn an_untagged_enum_is_the_first_that_fits() {
    round_trip(&Amount::Whole(1), &n(1));
    round_trip(&Amount::Text("x".to_owned()), &s("x"));
    round_trip(
        &Amount::Range { from: 1, to: 2 },
        &map([("from", n(1)), ("to", n(2))]),
    );
    round_trip(&Amount::Pair(1, 2), &Value::L(vec![n(1), n(2)]));
    round_trip(&Amount::Nothing, &Value::Null);
    assert_eq!(
        read_error::<Amount>(&map([("from", n(1))])).to_string(),
        "no variant fits: `Whole` (expected N, found M), `Text` (expected S, found M), `Range` (to: this required \
         attribute is missing), `Pair` (expected L, found M), `Nothing` (expected NULL, found M)"
    );
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "kind")]
enum Tree<T> {
    Leaf {
        value: T,
    },
    Branch {
        left: Box<Tree<T>>,
        right: Box<Tree<T>>,
    },
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Holder {
    tree: Tree<u32>,
    r#enum: Option<Raw>,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[allow(non_camel_case_types)]
enum Raw {
    r#type,
}

#[test]
fn enums_nest_and_may_be_generic() {
    let leaf = |value| Box::new(Tree::Leaf { value });
    let stored = |value| map([("kind", s("Leaf")), ("value", n(value))]);
    round_trip(
        &Holder {
            tree: Tree::Branch {
                left: leaf(1),
                right: leaf(2),
            },
            r#enum: Some(Raw::r#type),
        },
        &map([
            (
                "tree",
                map([
                    ("kind", s("Branch")),
                    ("left", stored(1)),
                    ("right", stored(2)),
                ]),
            ),
            ("enum", s("type")),
        ]),
    );
    let wrong = map([("tree", map([("kind", s("Leaf")), ("value", s("x"))]))]);
    assert_eq!(
        read_error::<Holder>(&wrong).to_string(),
        "tree.value: expected N, found S"
    );
}
