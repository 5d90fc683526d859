//! Cursors: where a query or scan goes on, as text.

use std::fmt;
use std::str::FromStr;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::Attributes;
use crate::error::{Error, ErrorKind, Result};

/// The form of a cursor's bytes. Another form gets another number, so that old cursors are refused, not misread.
const FORM: u8 = 1;

/// Where a query or scan goes on.
///
/// It is text that can stand in a URL, and can be kept as long as you like: nothing of it is in the server or in this
/// process. It belongs to the query or scan that it came from: the same table, partition, sort condition and direction. Another
/// one refuses it with [`ErrorKind::Cursor`]. The filter, the limit and the selection may change.
///
/// It holds the key of an item, readable by whoever decodes it, and is not signed: it gives nobody access to anything,
/// but do not put it where keys must not be seen.
///
/// ```
/// # async fn example(client: dynamo_model::Client, from_the_url: Option<&str>) -> dynamo_model::Result<()> {
/// # use dynamo_model::Model;
/// # #[derive(Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String }
/// use dynamo_model::op::Cursor;
///
/// let cursor: Option<Cursor> = from_the_url.map(str::parse).transpose()?;
/// let page = Order::query("c-17").limit(20).after(cursor).send(&client).await?;
/// let next: Option<String> = page.cursor.map(|cursor| cursor.to_string());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq)]
pub struct Cursor {
    /// What it belongs to.
    fingerprint: u64,
    /// The key attributes, sorted by name.
    key: Vec<(String, AttributeValue)>,
}

impl Cursor {
    pub(crate) fn new(fingerprint: Fingerprint, key: Attributes) -> Result<Self> {
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
        Ok(Self {
            fingerprint: fingerprint.0,
            key,
        })
    }

    /// The key to go on from, if this cursor belongs to the query of this fingerprint.
    pub(crate) fn into_key(self, fingerprint: Fingerprint) -> Result<Attributes> {
        if self.fingerprint != fingerprint.0 {
            return Err(Error::new(
                ErrorKind::Cursor,
                "this cursor belongs to another query; use it with the table, key, sort condition and direction it came from",
            ));
        }
        Ok(self.key.into_iter().collect())
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![FORM];
        bytes.extend(self.fingerprint.to_be_bytes());
        for (name, value) in &self.key {
            put(&mut bytes, name.as_bytes());
            put_value(&mut bytes, value);
        }
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (form, mut rest) = bytes.split_first()?;
        if *form != FORM {
            return None;
        }
        let fingerprint = u64::from_be_bytes(take_n(&mut rest, 8)?.try_into().ok()?);
        let mut key = Vec::new();
        while !rest.is_empty() {
            let name = String::from_utf8(take(&mut rest)?.to_vec()).ok()?;
            let kind = take_n(&mut rest, 1)?.first()?;
            let value = take(&mut rest)?.to_vec();
            let value = match kind {
                b'S' => AttributeValue::S(String::from_utf8(value).ok()?),
                b'N' => AttributeValue::N(String::from_utf8(value).ok()?),
                b'B' => AttributeValue::B(Blob::new(value)),
                _ => return None,
            };
            key.push((name, value));
        }
        (!key.is_empty()).then_some(Self { fingerprint, key })
    }
}

/// Length, then bytes.
fn put(bytes: &mut Vec<u8>, part: &[u8]) {
    let len = u32::try_from(part.len()).unwrap_or(u32::MAX);
    bytes.extend(len.to_be_bytes());
    bytes.extend(part);
}

/// A key value: its type, then its text or bytes. Values of other types have no place in a key.
fn put_value(bytes: &mut Vec<u8>, value: &AttributeValue) {
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

fn take_n<'a>(bytes: &mut &'a [u8], n: usize) -> Option<&'a [u8]> {
    let (part, rest) = bytes.split_at_checked(n)?;
    *bytes = rest;
    Some(part)
}

fn take<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let len = u32::from_be_bytes(take_n(bytes, 4)?.try_into().ok()?);
    take_n(bytes, usize::try_from(len).ok()?)
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base64_simd::URL_SAFE_NO_PAD.encode_to_string(self.to_bytes()))
    }
}

impl fmt::Debug for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // It holds a key, and keys are data.
        f.debug_struct("Cursor").finish_non_exhaustive()
    }
}

impl FromStr for Cursor {
    type Err = Error;

    /// Reads a cursor from its text.
    ///
    /// # Errors
    /// [`ErrorKind::Cursor`] if the text is not one that [`Display`](fmt::Display) made.
    fn from_str(text: &str) -> Result<Self> {
        base64_simd::URL_SAFE_NO_PAD
            .decode_to_vec(text)
            .ok()
            .and_then(|bytes| Self::from_bytes(&bytes))
            .ok_or_else(|| {
                Error::new(
                    ErrorKind::Cursor,
                    "this is not a cursor: it is damaged, cut off, or from another version",
                )
            })
    }
}

/// What a cursor belongs to, as a number that stays the same in every process and release of this form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    /// FNV-1a: short, stable and good enough to tell a mistake. It is no protection against a forger, who needs none: a
    /// cursor gives no access.
    pub(crate) fn new(parts: &[&[u8]]) -> Self {
        let mut bytes = Vec::new();
        parts.iter().for_each(|part| put(&mut bytes, part));
        Self(bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
        }))
    }

    /// The bytes of a key value, to be a part of a fingerprint.
    pub(crate) fn of_value(value: &AttributeValue) -> Vec<u8> {
        let mut bytes = Vec::new();
        put_value(&mut bytes, value);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor() -> Cursor {
        let key = Attributes::from([
            (
                "pk".to_owned(),
                AttributeValue::S("a/é\u{1F980}".to_owned()),
            ),
            ("n".to_owned(), AttributeValue::N("1.50".to_owned())),
            ("b".to_owned(), AttributeValue::B(Blob::new([0, 255, 1]))),
        ]);
        Cursor::new(Fingerprint::new(&[b"orders"]), key).unwrap()
    }

    #[test]
    fn comes_back_from_its_text_and_fits_in_a_url() {
        let text = cursor().to_string();
        assert!(
            text.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'),
            "{text}"
        );
        assert_eq!(text.parse::<Cursor>().unwrap(), cursor());
    }

    #[test]
    fn is_the_same_text_in_every_process() {
        // A cursor kept by a caller has to be understood after a restart, and by the next release.
        let key = Attributes::from([("pk".to_owned(), AttributeValue::S("a".to_owned()))]);
        let cursor = Cursor::new(Fingerprint::new(&[b"orders"]), key).unwrap();
        assert_eq!(cursor.to_string(), "ATKAyMB8yoOiAAAAAnBrUwAAAAFh");
    }

    #[test]
    fn belongs_to_its_query() {
        let error = cursor()
            .into_key(Fingerprint::new(&[b"users"]))
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Cursor);
        assert!(cursor().into_key(Fingerprint::new(&[b"orders"])).is_ok());
    }

    #[test]
    fn damage_is_an_error_and_never_a_panic() {
        let bytes = cursor().to_bytes();
        for end in 0..bytes.len() {
            let text = base64_simd::URL_SAFE_NO_PAD.encode_to_string(&bytes[..end]);
            if let Ok(shorter) = text.parse::<Cursor>() {
                assert!(
                    shorter.key.len() < 3,
                    "a cut cursor is whole only where an attribute ends"
                );
            }
        }
        for text in ["", "A", "!!!", "AQ", "AgAAAAAAAAAAAAAAAW"] {
            assert_eq!(
                text.parse::<Cursor>().unwrap_err().kind(),
                ErrorKind::Cursor,
                "{text}"
            );
        }
    }

    #[test]
    fn keeps_its_key_out_of_debug() {
        assert!(!format!("{:?}", cursor()).contains("1.50"));
    }
}
