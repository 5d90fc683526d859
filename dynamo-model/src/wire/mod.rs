//! DynamoDB's JSON on the wire: bytes to structs and back, with no `AttributeValue` in between.
//!
//! [`scan`] knows JSON and nothing of DynamoDB, [`reader`] and [`writer`] are the back ends of the codec, and
//! [`response`] finds the items in the body of an answer.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

mod reader;
mod response;
mod scan;
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "writes do not take the direct path yet")
)]
mod writer;

#[cfg(test)]
mod tests;

#[cfg_attr(not(test), expect(unused_imports, reason = "as said there"))]
pub(crate) use self::reader::WireReader;
pub(crate) use self::response::{item, items};
#[cfg_attr(not(test), expect(unused_imports, reason = "as said above"))]
pub(crate) use self::writer::WireWriter;
use crate::error::{Error, Result};
use crate::value::Reader;

/// Reads a whole item as the SDK's own types.
pub(crate) fn attributes(reader: &mut dyn Reader<'_>) -> Result<HashMap<String, AttributeValue>> {
    match reader.value()? {
        AttributeValue::M(attributes) => Ok(attributes),
        _ => Err(Error::decode("an item is a map")),
    }
}
