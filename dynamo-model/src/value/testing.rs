//! What the tests of this room share: values on their way through every back end.

use std::fmt::Debug;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Attribute, Codec, Plain, from_attribute_value, to_attribute_value};
use crate::error::Result;
use crate::wire::{WireReader, WireWriter};

/// Through the `AttributeValue` back end and back.
fn through_attribute_value<T, C: Codec<T>>(value: &T) -> Result<T> {
    from_attribute_value::<T, C>(to_attribute_value::<T, C>(value)?)
}

/// Through DynamoDB's JSON and back.
fn through_wire<T, C: Codec<T>>(value: &T) -> Result<T> {
    from_wire::<T, C>(&to_wire::<T, C>(value)?)
}

fn to_wire<T, C: Codec<T>>(value: &T) -> Result<Vec<u8>> {
    let mut writer = WireWriter::new(Vec::new());
    C::encode(value, &mut writer)?;
    writer.finish()
}

fn from_wire<T, C: Codec<T>>(json: &[u8]) -> Result<T> {
    let mut reader = WireReader::new(json)?;
    let value = C::decode(&mut reader)?;
    reader.finish()?;
    Ok(value)
}

/// Writes `value` with the codec `C` and reads it again, through every back end.
#[track_caller]
pub(crate) fn round_trip_as<T: PartialEq + Debug, C: Codec<T>>(value: &T) {
    let expected = Ok(value);
    let same = |back: Result<T>| assert_eq!(back.as_ref().map_err(ToString::to_string), expected);
    same(through_attribute_value::<T, C>(value));
    same(through_wire::<T, C>(value));
}

/// Writes `value` and reads it again, through every back end.
#[track_caller]
pub(crate) fn round_trip<T: Attribute + PartialEq + Debug>(value: &T) {
    round_trip_as::<T, Plain>(value);
}

/// What `value` is stored as.
#[track_caller]
pub(crate) fn stored<T: Attribute>(value: &T) -> AttributeValue {
    stored_as::<T, Plain>(value)
}

/// What `value` is stored as by the codec `C`.
#[track_caller]
pub(crate) fn stored_as<T, C: Codec<T>>(value: &T) -> AttributeValue {
    to_attribute_value::<T, C>(value).unwrap()
}

/// What `value` reads as.
#[track_caller]
pub(crate) fn read<T: Attribute>(value: AttributeValue) -> T {
    from_attribute_value::<T, Plain>(value).unwrap()
}

/// Why `value` cannot be stored.
#[track_caller]
pub(crate) fn write_error<T: Attribute>(value: &T) -> String {
    write_error_as::<T, Plain>(value)
}

/// Why the codec `C` cannot store `value`, which every back end says in the same words.
#[track_caller]
pub(crate) fn write_error_as<T, C: Codec<T>>(value: &T) -> String {
    let error = to_attribute_value::<T, C>(value).unwrap_err().to_string();
    let same = to_wire::<T, C>(value).unwrap_err();
    assert_eq!(same.to_string(), error);
    error
}

/// Why `value` does not read as a `T`.
#[track_caller]
pub(crate) fn read_error<T: Attribute>(value: AttributeValue) -> String {
    read_error_as::<T, Plain>(value)
}

/// Why the codec `C` does not read `value` as a `T`, which every back end says in the same words.
#[track_caller]
pub(crate) fn read_error_as<T, C: Codec<T>>(value: AttributeValue) -> String {
    let json = to_wire::<_, Plain>(&value);
    let Err(error) = from_attribute_value::<T, C>(value) else {
        panic!("this was read without an error");
    };
    // Some values are so wrong that no request can carry them.
    if let Ok(json) = json {
        let same = from_wire::<T, C>(&json).map(drop).unwrap_err();
        assert_eq!(same.to_string(), error.to_string());
    }
    error.to_string()
}

/// A string.
pub(crate) fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

/// A number.
pub(crate) fn n(text: &str) -> AttributeValue {
    AttributeValue::N(text.to_owned())
}

/// Binary.
pub(crate) fn b(bytes: &[u8]) -> AttributeValue {
    AttributeValue::B(aws_sdk_dynamodb::primitives::Blob::new(bytes))
}

/// A list.
pub(crate) fn l<const N: usize>(elements: [AttributeValue; N]) -> AttributeValue {
    AttributeValue::L(elements.into())
}

/// A map.
pub(crate) fn m<const N: usize>(entries: [(&str, AttributeValue); N]) -> AttributeValue {
    AttributeValue::M(
        entries
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}
