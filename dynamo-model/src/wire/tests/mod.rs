//! What the tests of this room share: trees of attribute values, and a codec that walks all of them.

mod agree;
mod batch;
mod damage;
mod grammar;
mod misuse;
mod split;

use std::collections::HashMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use proptest::collection::{hash_map, vec};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::WireWriter;
use crate::error::{Error, Result};
use crate::value::{AttributeType, Reader, Writer};

pub(super) type Item = HashMap<String, AttributeValue>;

/// Text with what JSON has to escape, and what has several bytes.
pub(super) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z]{0,20}",
        1 => "[\u{0}-\u{20}\"\\\\/a-z\u{7f}-\u{9f}]{0,12}",
        1 => "\\PC{0,12}",
        1 => prop::sample::select(vec!["", "a.b", "#", ":v", "\u{2028}", "😀", "\u{feff}", "\u{ffff}"]).prop_map(str::to_owned),
    ]
}

/// Numbers that can be stored, as they may be written.
pub(super) fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?[1-9][0-9]{0,37}",
        "-?(0|[1-9][0-9]{0,10})(\\.[0-9]{1,20})?",
        "-?[1-9](\\.[0-9]{1,10})?[eE][+-]?[0-9]{1,2}",
    ]
}

fn blob() -> impl Strategy<Value = Blob> {
    vec(any::<u8>(), 0..12).prop_map(Blob::new)
}

/// Any value that can be stored.
pub(super) fn tree() -> impl Strategy<Value = AttributeValue> {
    let leaf = prop_oneof![
        3 => text().prop_map(AttributeValue::S),
        2 => number().prop_map(AttributeValue::N),
        1 => blob().prop_map(AttributeValue::B),
        1 => any::<bool>().prop_map(AttributeValue::Bool),
        1 => Just(AttributeValue::Null(true)),
        1 => vec(text(), 1..4).prop_map(AttributeValue::Ss),
        1 => vec(number(), 1..4).prop_map(AttributeValue::Ns),
        1 => vec(blob(), 1..4).prop_map(AttributeValue::Bs),
    ];
    leaf.prop_recursive(6, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(AttributeValue::L),
            hash_map(text(), inner, 0..6).prop_map(AttributeValue::M),
        ]
    })
}

pub(super) fn item() -> impl Strategy<Value = Item> {
    hash_map(text(), tree(), 0..6)
}

/// Writes any value that can be stored.
pub(super) fn write(value: &AttributeValue, writer: &mut dyn Writer) -> Result<()> {
    match value {
        AttributeValue::S(text) => writer.str(text),
        AttributeValue::N(text) => writer.number(text),
        AttributeValue::B(blob) => writer.bytes(blob.as_ref()),
        AttributeValue::Bool(value) => writer.bool(*value),
        AttributeValue::Null(_) => writer.null(),
        AttributeValue::L(elements) => {
            writer.begin_list(elements.len())?;
            elements.iter().try_for_each(|e| write(e, writer))?;
            writer.end_list()
        }
        AttributeValue::M(entries) => write_item(entries, writer),
        AttributeValue::Ss(set) => {
            writer.begin_set(AttributeType::Ss, set.len())?;
            set.iter().try_for_each(|e| writer.str(e))?;
            writer.end_set()
        }
        AttributeValue::Ns(set) => {
            writer.begin_set(AttributeType::Ns, set.len())?;
            set.iter().try_for_each(|e| writer.number(e))?;
            writer.end_set()
        }
        AttributeValue::Bs(set) => {
            writer.begin_set(AttributeType::Bs, set.len())?;
            set.iter().try_for_each(|e| writer.bytes(e.as_ref()))?;
            writer.end_set()
        }
        other => panic!("not a value of these tests: {other:?}"),
    }
}

pub(super) fn write_item(entries: &Item, writer: &mut dyn Writer) -> Result<()> {
    writer.begin_map(entries.len())?;
    for (name, value) in entries {
        writer.key(name)?;
        write(value, writer)?;
    }
    writer.end_map()
}

/// The bytes of an attribute value.
pub(super) fn value_bytes(value: &AttributeValue) -> Vec<u8> {
    let mut writer = WireWriter::new(Vec::new());
    write(value, &mut writer).unwrap();
    writer.finish().unwrap()
}

/// The bytes of an item, which has no descriptor.
pub(super) fn item_bytes(entries: &Item) -> Vec<u8> {
    let mut writer = WireWriter::item(Vec::new());
    write_item(entries, &mut writer).unwrap();
    writer.finish().unwrap()
}

/// Any value through nothing but the steps of a [`Reader`]: what a codec for everything would do.
pub(super) fn walk(reader: &mut dyn Reader<'_>) -> Result<AttributeValue> {
    Ok(match reader.kind()? {
        AttributeType::S => AttributeValue::S(reader.str()?.into_owned()),
        AttributeType::N => AttributeValue::N(reader.number()?.into_owned()),
        AttributeType::B => AttributeValue::B(Blob::new(reader.bytes()?)),
        AttributeType::Bool => AttributeValue::Bool(reader.bool()?),
        AttributeType::Null => {
            reader.null()?;
            AttributeValue::Null(true)
        }
        AttributeType::L => {
            reader.enter_list()?;
            AttributeValue::L(walk_elements(reader)?)
        }
        AttributeType::M => AttributeValue::M(walk_item(reader)?),
        set => {
            reader.enter_set(set)?;
            let elements = walk_elements(reader)?;
            match set {
                AttributeType::Ss => AttributeValue::Ss(strings(elements)),
                AttributeType::Ns => AttributeValue::Ns(strings(elements)),
                _ => AttributeValue::Bs(elements.into_iter().map(into_blob).collect()),
            }
        }
    })
}

pub(super) fn walk_item(reader: &mut dyn Reader<'_>) -> Result<Item> {
    let mut entries = HashMap::new();
    reader.enter_map()?;
    while let Some(name) = reader.next_key()? {
        let value = walk(reader).map_err(|error| error.at(name.clone().into_owned()))?;
        entries.insert(name.into_owned(), value);
    }
    Ok(entries)
}

fn walk_elements(reader: &mut dyn Reader<'_>) -> Result<Vec<AttributeValue>> {
    let mut elements = Vec::new();
    while reader.next_element()? {
        elements.push(walk(reader).map_err(|error: Error| error.at(elements.len()))?);
    }
    Ok(elements)
}

fn strings(elements: Vec<AttributeValue>) -> Vec<String> {
    let text = |element| match element {
        AttributeValue::S(text) | AttributeValue::N(text) => text,
        other => panic!("in a set: {other:?}"),
    };
    elements.into_iter().map(text).collect()
}

fn into_blob(element: AttributeValue) -> Blob {
    match element {
        AttributeValue::B(blob) => blob,
        other => panic!("in a set: {other:?}"),
    }
}

/// DynamoDB's JSON, built by somebody else.
pub(super) fn to_json(value: &AttributeValue) -> Value {
    let base64 = |blob: &Blob| base64_simd::STANDARD.encode_to_string(blob);
    match value {
        AttributeValue::S(text) => json!({ "S": text }),
        AttributeValue::N(text) => json!({ "N": text }),
        AttributeValue::B(blob) => json!({ "B": base64(blob) }),
        AttributeValue::Bool(value) => json!({ "BOOL": value }),
        AttributeValue::Null(value) => json!({ "NULL": value }),
        AttributeValue::L(elements) => {
            json!({ "L": elements.iter().map(to_json).collect::<Vec<_>>() })
        }
        AttributeValue::M(entries) => json!({ "M": item_to_json(entries) }),
        AttributeValue::Ss(set) => json!({ "SS": set }),
        AttributeValue::Ns(set) => json!({ "NS": set }),
        AttributeValue::Bs(set) => json!({ "BS": set.iter().map(base64).collect::<Vec<_>>() }),
        other => panic!("not a value of these tests: {other:?}"),
    }
}

pub(super) fn item_to_json(entries: &Item) -> Value {
    let member = |(name, value): (&String, _)| (name.clone(), to_json(value));
    Value::Object(entries.iter().map(member).collect())
}
