//! Structs of one nameless field.

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::schema::Schema;
use dynamo_model::value::{Attribute, Container, Delta, List, MayBeAbsent, Set, Value};
use dynamo_model::{Document, Model};

use super::{map, n, read_error, round_trip, s};

#[derive(Debug, Clone, PartialEq, Document)]
struct OrderId(String);

#[derive(Debug, Clone, PartialEq, Document)]
struct Tags(BTreeSet<String>);

#[derive(Debug, Clone, PartialEq, Document)]
struct Hash(#[dynamo(binary)] [u8; 2]);

#[derive(Debug, Clone, PartialEq, Document)]
struct Wrapped<T>(Vec<T>);

#[derive(Debug, Clone, PartialEq, Document)]
struct Address {
    city: String,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Home(Address);

#[derive(Debug, Clone, PartialEq, Document)]
struct Forest(Vec<Forest>);

#[derive(Debug, Clone, PartialEq, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: OrderId,
    #[dynamo(sort_key)]
    hash: Hash,
    tags: Tags,
    home: Home,
    numbers: Wrapped<u8>,
}

#[test]
fn a_newtype_is_stored_as_what_is_in_it() {
    let order = Order {
        id: OrderId("o".to_owned()),
        hash: Hash([1, 2]),
        tags: Tags(BTreeSet::new()),
        home: Home(Address {
            city: "Ulm".to_owned(),
        }),
        numbers: Wrapped(vec![1]),
    };
    let stored = map([
        ("id", s("o")),
        ("hash", Value::B(vec![1, 2].into())),
        ("home", map([("city", s("Ulm"))])),
        ("numbers", Value::L(vec![n(1)])),
    ]);
    round_trip(&order, &stored);
    assert_eq!(Order::SCHEMA.partition_key().key_type().as_str(), "S");
    assert_eq!(
        Order::SCHEMA.sort_key().map(|key| key.key_type().as_str()),
        Some("B")
    );
    round_trip(
        &Forest(vec![Forest(Vec::new())]),
        &Value::L(vec![Value::L(Vec::new())]),
    );
    assert_eq!(
        read_error::<Order>(&map([("home", map([("city", n(1))]))])).to_string(),
        "home.city: expected S, found N"
    );
}

#[test]
fn the_paths_of_a_newtype_are_those_of_what_is_in_it() {
    fn city(order: <Order as Attribute>::Fields<Order>) -> String {
        order.home.city.path().to_string()
    }
    let fields = dynamo_model::value::FieldsOf::at(None);
    assert_eq!(city(fields), "home.city");
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Document)]
struct Sku(String);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Document)]
#[dynamo(rename_all = "UPPERCASE")]
enum Size {
    Small,
    Large,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Stock {
    by_sku: BTreeMap<Sku, u32>,
    by_size: BTreeMap<Size, u32>,
}

#[test]
fn a_newtype_of_text_and_an_enum_of_names_are_keys_of_maps() {
    let stock = Stock {
        by_sku: BTreeMap::from([(Sku("A".to_owned()), 1)]),
        by_size: BTreeMap::from([(Size::Small, 2), (Size::Large, 3)]),
    };
    let stored = map([
        ("by_sku", map([("A", n(1))])),
        ("by_size", map([("SMALL", n(2)), ("LARGE", n(3))])),
    ]);
    round_trip(&stock, &stored);
    let wrong = map([("by_sku", map([])), ("by_size", map([("small", n(1))]))]);
    assert_eq!(
        read_error::<Stock>(&wrong).to_string(),
        "by_size.small: unknown variant `small`, expected one of `SMALL`, `LARGE`"
    );
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Amount(u64);

#[test]
fn a_newtype_can_do_what_is_in_it_can_do() {
    fn set<T: Set<Element = String> + Container<Element = String> + MayBeAbsent>() {}
    fn list<T: List<Element = E>, E: Attribute>() {}
    fn number<T: Delta<T>>() {}
    set::<Tags>();
    list::<Wrapped<u8>, u8>();
    list::<Forest, Forest>();
    number::<Amount>();
}
