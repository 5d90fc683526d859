//! DynamoDB's JSON on the wire: bytes to structs and back, with no `AttributeValue` in between.
//!
//! [`scan`] knows JSON and nothing of DynamoDB, [`reader`] and [`writer`] are the back ends of the codec, and
//! [`response`] finds the items in the body of an answer.

// Nothing calls this room until the client's direct path does: then this line goes.
#![allow(dead_code, unused_imports)]

mod reader;
mod response;
mod scan;
mod writer;

pub(crate) use self::reader::WireReader;
pub(crate) use self::response::{Page, item, items};
pub(crate) use self::writer::WireWriter;

/// Reads a whole item as the SDK's own types.
pub(crate) fn attributes(
    reader: &mut dyn crate::value::Reader<'_>,
) -> crate::Result<std::collections::HashMap<String, aws_sdk_dynamodb::types::AttributeValue>> {
    match reader.value()? {
        aws_sdk_dynamodb::types::AttributeValue::M(attributes) => Ok(attributes),
        _ => Err(crate::Error::decode("an item is a map")),
    }
}
