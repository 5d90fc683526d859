//! Type parameters, lifetimes, constants.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::marker::PhantomData;

use dynamo_model::schema::Schema;
use dynamo_model::value::{
    Attribute, Codec, Decode, Encode, KeyAttribute, Reader, Value, Writer, kind,
};
use dynamo_model::{Document, Model, Result};

use super::{map, n, round_trip, s};

#[derive(Debug, Clone, PartialEq, Document)]
struct Page<'a, T, const N: usize>
where
    T: Clone,
{
    title: Cow<'a, str>,
    first: [T; N],
    by_name: BTreeMap<String, T>,
    next: Option<Box<Self>>,
    #[dynamo(skip)]
    marker: PhantomData<&'a T>,
}

#[test]
fn everything_may_be_a_parameter() {
    let page = |next| Page::<'_, u8, 2> {
        title: Cow::Borrowed("t"),
        first: [1, 2],
        by_name: BTreeMap::new(),
        next,
        marker: PhantomData,
    };
    let stored = |next: Option<Value>| {
        let mut attributes = vec![
            ("title", s("t")),
            ("first", Value::L(vec![n(1), n(2)])),
            ("by_name", map([])),
        ];
        attributes.extend(next.map(|next| ("next", next)));
        let mut item = dynamo_model::value::Item::new();
        for (name, value) in attributes {
            item.insert(name, value);
        }
        Value::M(item)
    };
    round_trip(
        &page(Some(Box::new(page(None)))),
        &stored(Some(stored(None))),
    );
}

trait Named {
    type Name;
}

#[derive(Debug, PartialEq)]
struct ByNumber;

impl Named for ByNumber {
    type Name = u64;
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Entry<N: Named> {
    name: N::Name,
    also: Vec<<N as Named>::Name>,
}

#[test]
fn associated_types_are_asked_for_themselves() {
    // `ByNumber` itself is not stored.
    let stored = map([("name", n(1)), ("also", Value::L(vec![n(2)]))]);
    let entry: Entry<ByNumber> = stored.read().expect("it fits");
    assert_eq!((entry.name, entry.also), (1, vec![2]));
}

/// Stores everything that can be shown and parsed as text.
struct Text;

impl<T: ToString + std::str::FromStr> Codec<T> for Text {
    type Kind = kind::S;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<T> {
        String::decode(reader)?
            .parse()
            .map_err(|_| dynamo_model::Error::decode("not such a text"))
    }

    fn encode(value: &T, writer: &mut dyn Writer) -> Result<()> {
        value.to_string().encode(writer)
    }
}

#[derive(Debug, Clone, PartialEq, Document)]
struct AsText<T> {
    #[dynamo(with = Text)]
    value: T,
    #[dynamo(default, with = Text)]
    other: T,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Flat<T> {
    #[dynamo(flatten)]
    inner: T,
    id: u8,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Inner {
    x: u8,
}

#[test]
fn parameters_get_the_bounds_they_need() {
    round_trip(
        &AsText {
            value: 1.5,
            other: 0.0,
        },
        &map([("value", s("1.5")), ("other", s("0"))]),
    );
    round_trip(
        &Flat {
            inner: Inner { x: 1 },
            id: 2,
        },
        &map([("x", n(1)), ("id", n(2))]),
    );
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "generic")]
struct Generic<K: KeyAttribute, T = u8> {
    #[dynamo(partition_key)]
    id: K,
    value: T,
}

#[test]
fn a_model_may_be_generic() {
    round_trip(
        &Generic {
            id: "x".to_owned(),
            value: 1_u8,
        },
        &map([("id", s("x")), ("value", n(1))]),
    );
    let types = [
        Generic::<String>::SCHEMA
            .partition_key()
            .key_type()
            .as_str(),
        Generic::<u64>::SCHEMA.partition_key().key_type().as_str(),
    ];
    assert_eq!(types, ["S", "N"]);
}

#[test]
fn a_document_is_an_attribute_if_its_parameter_is() {
    fn is_attribute<T: Attribute>() {}
    is_attribute::<Page<'static, String, 3>>();
    is_attribute::<Flat<BTreeMap<String, u8>>>();
}
