//! Structs as maps, and models as schemas.

use std::collections::BTreeSet;

use dynamo_model::schema::{Entity, Schema};
use dynamo_model::value::Value;
use dynamo_model::{Document, Model};

use super::{map, n, read_error, round_trip, s};

#[derive(Debug, Clone, PartialEq, Document)]
struct Line {
    sku: String,
    quantity: u32,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "orders", rename_all = "camelCase")]
struct Order {
    #[dynamo(partition_key)]
    customer_id: String,
    #[dynamo(sort_key)]
    order_id: u64,
    lines: Vec<Line>,
    note: Option<String>,
    tags: BTreeSet<String>,
    #[dynamo(rename = "total.cents")]
    total_cents: u64,
}

fn order() -> Order {
    Order {
        customer_id: "c-17".to_owned(),
        order_id: 3,
        lines: vec![Line {
            sku: "A-1".to_owned(),
            quantity: 2,
        }],
        note: None,
        tags: BTreeSet::new(),
        total_cents: 1_200,
    }
}

fn stored_order() -> Value {
    map([
        ("customerId", s("c-17")),
        ("orderId", n(3)),
        (
            "lines",
            Value::L(vec![map([("sku", s("A-1")), ("quantity", n(2))])]),
        ),
        ("total.cents", n(1_200)),
    ])
}

#[test]
fn a_model_is_a_map_under_its_stored_names() {
    round_trip(&order(), &stored_order());
}

#[test]
fn attributes_that_no_field_takes_are_passed_over() {
    let Value::M(mut item) = stored_order() else {
        unreachable!("an order is a map")
    };
    item.insert("legacy", Value::L(vec![s("x"), map([("y", n(1))])]));
    assert_eq!(Value::M(item).read::<Order>().expect("it fits"), order());
}

#[test]
fn a_missing_attribute_is_named() {
    let error = read_error::<Order>(&map([("customerId", s("c-17")), ("orderId", n(1))]));
    assert_eq!(
        error.to_string(),
        "lines: this required attribute is missing"
    );
}

#[test]
fn a_wrong_type_is_named_with_its_path() {
    let line = map([("sku", s("A-1")), ("quantity", s("two"))]);
    let error = read_error::<Order>(&map([("lines", Value::L(vec![line]))]));
    assert_eq!(error.to_string(), "lines[0].quantity: expected N, found S");
    let error = read_error::<Order>(&map([("lines", Value::L(vec![map([("sku", s("A-1"))])]))]));
    assert_eq!(
        error.to_string(),
        "lines[0].quantity: this required attribute is missing"
    );
}

#[test]
fn the_schema_is_data() {
    let schema = Order::SCHEMA;
    assert_eq!(schema.table(), "orders");
    assert_eq!(
        schema.key_names().collect::<Vec<_>>(),
        ["customerId", "orderId"]
    );
    let attributes: Vec<_> = schema
        .attributes()
        .map(|a| (a.name(), a.attribute_type().map_or("?", |t| t.as_str())))
        .collect();
    assert_eq!(
        attributes,
        [
            ("customerId", "S"),
            ("orderId", "N"),
            ("lines", "L"),
            ("note", "S"),
            ("tags", "SS"),
            ("total.cents", "N"),
        ]
    );
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Node {
    value: u32,
    next: Option<Box<Node>>,
    children: Vec<Self>,
}

#[test]
fn a_document_may_contain_itself() {
    let leaf = |value| Node {
        value,
        next: None,
        children: Vec::new(),
    };
    let node = Node {
        value: 1,
        next: Some(Box::new(leaf(2))),
        children: vec![leaf(3)],
    };
    let leaf = |value| map([("value", n(value)), ("children", Value::L(Vec::new()))]);
    let expected = map([
        ("value", n(1)),
        ("next", leaf(2)),
        ("children", Value::L(vec![leaf(3)])),
    ]);
    round_trip(&node, &expected);
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Empty {}

#[test]
fn a_document_may_be_empty() {
    round_trip(&Empty {}, &map([]));
    assert_eq!(
        map([("x", n(1))]).read::<Empty>().expect("it fits"),
        Empty {}
    );
}

#[derive(Clone, Model)]
struct NamedAfterItself {
    #[dynamo(hash_key)]
    id: u64,
}

#[test]
fn a_table_is_named_after_its_model() {
    assert_eq!(NamedAfterItself::SCHEMA.table(), "NamedAfterItself");
    assert!(NamedAfterItself::SCHEMA.sort_key().is_none());
    assert_eq!(
        NamedAfterItself::SCHEMA.partition_key().key_type().as_str(),
        "N"
    );
}

#[test]
fn an_item_knows_its_key() {
    let key = order().item_key().into_attributes().expect("it has a key");
    let key: Vec<_> = key
        .into_iter()
        .map(|(name, value)| (name, Value::try_from(value).expect("it is known")))
        .collect();
    assert_eq!(key, [("customerId", s("c-17")), ("orderId", n(3))]);

    let key = NamedAfterItself { id: 7 }.item_key();
    assert_eq!(key.into_attributes().expect("it has a key").len(), 1);

    let mut nameless = order();
    nameless.customer_id.clear();
    let error = nameless
        .item_key()
        .into_attributes()
        .expect_err("it is empty");
    assert_eq!(
        error.to_string(),
        "customerId: a key attribute must not be empty"
    );
}
