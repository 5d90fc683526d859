//! The bytes that cursors and progress are made of: lengths, parts, and the key of an item.

use std::fmt;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::{Error, ErrorKind, Result};
use crate::op::Attributes;

/// The attributes of an item's key, sorted by name. They have a form as bytes.
#[derive(Clone, PartialEq)]
pub(crate) struct StoredKey(Vec<(String, AttributeValue)>);

impl fmt::Debug for StoredKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Keys are data.
        f.debug_struct("StoredKey").finish_non_exhaustive()
    }
}

impl StoredKey {
    pub(crate) fn new(key: Attributes) -> Result<Self> {
        let mut key: Vec<_> = key.into_iter().collect();
        key.sort_by(|(a, _), (b, _)| a.cmp(b));
        for (name, value) in &key {
            if !matches!(
                value,
                AttributeValue::S(_) | AttributeValue::N(_) | AttributeValue::B(_)
            ) {
                return Err(Error::new(
                    ErrorKind::Cursor,
                    "a key attribute is not a string, a number or binary",
                )
                .at(name.clone()));
            }
        }
        Ok(Self(key))
    }

    pub(crate) fn into_attributes(self) -> Attributes {
        self.0.into_iter().collect()
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (name, value) in &self.0 {
            put(&mut bytes, name.as_bytes());
            put_value(&mut bytes, value);
        }
        bytes
    }

    /// `None` if these bytes are no key.
    pub(crate) fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let mut key = Vec::new();
        while !bytes.is_empty() {
            let name = String::from_utf8(take(&mut bytes)?.to_vec()).ok()?;
            let kind = take_n(&mut bytes, 1)?.first()?;
            let value = take(&mut bytes)?.to_vec();
            let value = match kind {
                b'S' => AttributeValue::S(String::from_utf8(value).ok()?),
                b'N' => AttributeValue::N(String::from_utf8(value).ok()?),
                b'B' => AttributeValue::B(Blob::new(value)),
                _ => return None,
            };
            key.push((name, value));
        }
        (!key.is_empty()).then_some(Self(key))
    }
}

/// Length, then bytes.
pub(crate) fn put(bytes: &mut Vec<u8>, part: &[u8]) {
    let len = u32::try_from(part.len()).unwrap_or(u32::MAX);
    bytes.extend(len.to_be_bytes());
    bytes.extend(part);
}

/// A key value: its type, then its text or bytes. Values of other types have no place in a key.
pub(crate) fn put_value(bytes: &mut Vec<u8>, value: &AttributeValue) {
    match value {
        AttributeValue::S(text) => {
            bytes.push(b'S');
            put(bytes, text.as_bytes());
        }
        AttributeValue::N(text) => {
            bytes.push(b'N');
            put(bytes, text.as_bytes());
        }
        AttributeValue::B(blob) => {
            bytes.push(b'B');
            put(bytes, blob.as_ref());
        }
        _ => bytes.push(0),
    }
}

/// What [`put`] has put.
pub(crate) fn take<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let len = take_u32(bytes)?;
    take_n(bytes, usize::try_from(len).ok()?)
}

pub(crate) fn take_n<'a>(bytes: &mut &'a [u8], n: usize) -> Option<&'a [u8]> {
    let (part, rest) = bytes.split_at_checked(n)?;
    *bytes = rest;
    Some(part)
}

pub(crate) fn take_u32(bytes: &mut &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(take_n(bytes, 4)?.try_into().ok()?))
}

pub(crate) fn take_u64(bytes: &mut &[u8]) -> Option<u64> {
    Some(u64::from_be_bytes(take_n(bytes, 8)?.try_into().ok()?))
}

/// Bytes as text that can stand in a URL.
pub(crate) fn to_text(bytes: &[u8]) -> String {
    base64_simd::URL_SAFE_NO_PAD.encode_to_string(bytes)
}

/// The bytes of such a text.
pub(crate) fn from_text(text: &str) -> Option<Vec<u8>> {
    base64_simd::URL_SAFE_NO_PAD.decode_to_vec(text).ok()
}
