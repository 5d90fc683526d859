//! What the derives generate: conversions, typed paths, schemas.

pub mod collections;
mod defects;
mod enums;
mod fields;
mod generics;
pub mod hygiene;
mod newtypes;
mod output;
mod parity;
mod parity_page;
mod paths;
mod roles;
mod structs;

use std::fmt::Debug;

use dynamo_model::Error;
use dynamo_model::value::{Attribute, Item, Value};

/// A map of these attributes.
fn map<const N: usize>(attributes: [(&str, Value); N]) -> Value {
    let mut item = Item::new();
    for (name, value) in attributes {
        item.insert(name, value);
    }
    Value::M(item)
}

fn s(text: &str) -> Value {
    Value::S(text.to_owned())
}

fn n(number: i64) -> Value {
    Value::of(&number).expect("a number has a stored form")
}

/// Asserts that `value` is stored as `expected`, and that this reads back as `value`.
#[track_caller]
fn round_trip<T: Attribute + PartialEq + Debug>(value: &T, expected: &Value) {
    assert_eq!(
        &Value::of(value).expect("it has a stored form"),
        expected,
        "what is stored"
    );
    assert_eq!(
        &expected.read::<T>().expect("it can be read"),
        value,
        "what is read"
    );
}

/// The error of reading `value` as a `T`.
#[track_caller]
fn read_error<T: Attribute + Debug>(value: &Value) -> Error {
    value.read::<T>().expect_err("it does not fit")
}
