//! Cursors: a place in the order of a query, as text.

use std::fmt;
use std::str::FromStr;

use super::bytes::{StoredKey, from_text, take_u64, to_text};
use super::fingerprint::Fingerprint;
use crate::error::{Error, ErrorKind, Result};
use crate::op::Attributes;

/// The form of a cursor's bytes is their first one. Another form gets another number, so that old cursors are refused, not
/// misread.
const AT_A_KEY: u8 = 1;
const AT_THE_START: u8 = 2;
const AT_THE_END: u8 = 3;

/// A place in the order of a query or scan, to go on from.
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
/// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String }
/// use dynamo_model::op::Cursor;
///
/// let cursor: Option<Cursor> = from_the_url.map(str::parse).transpose()?;
/// let page = Order::query("c-17").limit(20).after(cursor).send(&client).await?;
/// let next: Option<String> = page.cursor.map(|cursor| cursor.to_string());
/// # Ok(())
/// # }
/// ```
///
/// # What `after` and `before` read
///
/// The place is that of one item: the one whose key the cursor holds. `after` reads the items behind it and
/// [`before`](crate::op::Query::before) those in front of it, in the order of the query, so that with `descending` the items *after* a
/// place have the smaller sort keys. The item itself is in neither, and one cursor serves for both.
///
/// | Cursor | Its place | To read with |
/// |---|---|---|
/// | [`Page::cursor`](crate::op::Page::cursor) | the last item that was read for the page, even if the filter did not let it through | `after` |
/// | [`Page::previous`](crate::op::Page::previous) | the first item of the page | `before` |
/// | [`Page::cursor_at`](crate::op::Page::cursor_at) | that item | both |
///
/// A page without items has no first item: then `previous` is behind all that was read for it. What there is not shows as `None`: no
/// `cursor` at the end, no `previous` where the page began at the beginning.
///
/// The item need not be there any more: its place stays. Items are neither skipped nor repeated when others are written or
/// deleted between two requests. One that is put behind the place will be read, one that is put in front of it will not, and one
/// whose key in an index changes meanwhile moves, and may be read twice or never.
#[derive(Clone, PartialEq)]
pub struct Cursor {
    fingerprint: Fingerprint,
    place: Place,
}

/// A place in the order of a query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Place {
    /// In front of all items.
    Start,
    /// That of the item with this key, which need not be there.
    At(StoredKey),
    /// Behind all items.
    End,
}

impl Cursor {
    pub(crate) fn new(fingerprint: Fingerprint, place: Place) -> Self {
        Self { fingerprint, place }
    }

    /// A cursor at the item with this key.
    pub(crate) fn at(fingerprint: Fingerprint, key: Attributes) -> Result<Self> {
        Ok(Self::new(fingerprint, Place::At(StoredKey::new(key)?)))
    }

    /// The place to go on from, if this cursor belongs to the query of this fingerprint.
    pub(crate) fn into_place(self, fingerprint: Fingerprint) -> Result<Place> {
        if self.fingerprint != fingerprint {
            return Err(Error::new(
                ErrorKind::Cursor,
                "this cursor belongs to another query; use it with the table, key, sort condition and direction it came from",
            ));
        }
        Ok(self.place)
    }

    /// The place behind all items of the same query.
    pub(crate) fn end(&self) -> Self {
        Self::new(self.fingerprint, Place::End)
    }

    /// Whether there is nothing behind it.
    pub(crate) fn is_end(&self) -> bool {
        self.place == Place::End
    }

    /// The key of the item that this is the place of.
    pub(crate) fn key(&self) -> Option<&StoredKey> {
        match &self.place {
            Place::At(key) => Some(key),
            Place::Start | Place::End => None,
        }
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let (form, key) = match &self.place {
            Place::Start => (AT_THE_START, Vec::new()),
            Place::At(key) => (AT_A_KEY, key.to_bytes()),
            Place::End => (AT_THE_END, Vec::new()),
        };
        let mut bytes = vec![form];
        bytes.extend(self.fingerprint.0.to_be_bytes());
        bytes.extend(key);
        bytes
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (form, mut rest) = bytes.split_first()?;
        let fingerprint = Fingerprint(take_u64(&mut rest)?);
        let place = match *form {
            AT_THE_START if rest.is_empty() => Place::Start,
            AT_A_KEY => Place::At(StoredKey::from_bytes(rest)?),
            AT_THE_END if rest.is_empty() => Place::End,
            _ => return None,
        };
        Some(Self { fingerprint, place })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_text(&self.to_bytes()))
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
        from_text(text)
            .and_then(|bytes| Self::from_bytes(&bytes))
            .ok_or_else(|| {
                Error::new(
                    ErrorKind::Cursor,
                    "this is not a cursor: it is damaged, cut off, or from another version",
                )
            })
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::primitives::Blob;
    use aws_sdk_dynamodb::types::AttributeValue;

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
        Cursor::at(Fingerprint::new(&[b"orders"]), key).unwrap()
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
        let cursor = Cursor::at(Fingerprint::new(&[b"orders"]), key).unwrap();
        assert_eq!(cursor.to_string(), "ATKAyMB8yoOiAAAAAnBrUwAAAAFh");
    }

    #[test]
    fn the_start_and_the_end_are_places_too() {
        for (place, text) in [(Place::Start, "AjKAyMB8yoOi"), (Place::End, "AzKAyMB8yoOi")] {
            let cursor = Cursor::new(Fingerprint::new(&[b"orders"]), place);
            assert_eq!(cursor.to_string(), text);
            assert_eq!(text.parse::<Cursor>().unwrap(), cursor);
        }
    }

    #[test]
    fn belongs_to_its_query() {
        let error = cursor()
            .into_place(Fingerprint::new(&[b"users"]))
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Cursor);
        assert!(cursor().into_place(Fingerprint::new(&[b"orders"])).is_ok());
    }

    #[test]
    fn damage_is_an_error_and_never_a_panic() {
        let bytes = cursor().to_bytes();
        for end in 0..bytes.len() {
            let text = to_text(&bytes[..end]);
            if let Ok(shorter) = text.parse::<Cursor>() {
                let key = shorter.key().unwrap().clone();
                assert!(
                    key.into_attributes().len() < 3,
                    "a cut cursor is whole only where an attribute ends"
                );
            }
        }
        for text in ["", "A", "!!!", "AQ", "AgAAAAAAAAAAAAAAAW", "AwAAAAAAAAAAAA"] {
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
