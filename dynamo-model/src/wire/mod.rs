//! DynamoDB's JSON on the wire: bytes to structs and back, with no `AttributeValue` in between.
//!
//! [`scan`] knows JSON and nothing of DynamoDB, [`reader`] and [`writer`] are the back ends of the codec, and
//! [`response`] finds the items in the body of an answer.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

mod batch;
mod reader;
mod response;
mod scan;
mod standing;
mod transaction;
mod writer;

#[cfg(test)]
mod tests;

pub(crate) use self::batch::{Beside, batch};
pub(crate) use self::reader::WireReader;
pub(crate) use self::response::{item, items, some_items, without};
pub(crate) use self::standing::Standing;
pub(crate) use self::transaction::transaction;
pub(crate) use self::writer::{WireWriter, quoted};
use crate::error::{Error, Result};
use crate::value::{Encode, Reader};

/// Writes a whole item.
pub(crate) fn write_item(item: &impl Encode) -> Result<Vec<u8>> {
    // Most items are smaller, and the room is given back as soon as the item is sent.
    let mut writer = WireWriter::item(Vec::with_capacity(1024));
    item.encode(&mut writer)?;
    writer.finish()
}

/// Reads an item that was written here.
pub(crate) fn read_item<T>(json: &[u8], decode: fn(&mut dyn Reader<'_>) -> Result<T>) -> Result<T> {
    decode(&mut WireReader::item(json)?)
}

/// Reads a whole item as the SDK's own types.
pub(crate) fn attributes(reader: &mut dyn Reader<'_>) -> Result<HashMap<String, AttributeValue>> {
    match reader.value()? {
        AttributeValue::M(attributes) => Ok(attributes),
        _ => Err(Error::decode("an item is a map")),
    }
}
