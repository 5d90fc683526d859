//! How far a bulk operation has come, as text.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Result};
use crate::op::paging::bytes::{from_text, put, take, take_n, take_u64, to_text};
use crate::op::paging::fingerprint::Fingerprint;
use crate::op::{Cursor, ScanProgress};

/// The form of its bytes, which is none of those of a [`Cursor`] or a [`ScanProgress`].
const FORM: u8 = 0x20;

/// How far a bulk operation has come: up to where everything has been deleted or copied that was found.
///
/// It is part of each [`BulkProgress`](super::BulkProgress), and taken up again by `resume`. In between it can be kept as text, which can
/// stand in a URL. It is a few dozen bytes and the key of an item; of a parallel scan, as many keys as segments are under way.
///
/// It belongs to the operation that it came from: the same query or scan of the same table, as many segments, and, of a copy, the same
/// target table. Another one refuses it with [`ErrorKind::Cursor`]. The filter and the transform may change.
///
/// It holds keys of items, readable by whoever decodes it, and is not signed. Damaged text is refused: what is in front of a checkpoint is
/// not looked at again.
///
/// ```
/// # async fn example(client: dynamo_model::Client, kept: Option<&str>) -> dynamo_model::Result<()> {
/// # use dynamo_model::Model;
/// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String }
/// # fn keep(text: String) {}
/// use dynamo_model::op::Checkpoint;
///
/// let kept: Option<Checkpoint> = kept.map(str::parse).transpose()?;
/// let deleted = Order::query("c-17").delete_all().max_requests(10).resume(kept).send(&client).await?;
/// if let Some(checkpoint) = deleted.checkpoint.filter(|checkpoint| !checkpoint.is_done()) {
///     keep(checkpoint.to_string());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq)]
pub struct Checkpoint {
    /// The operation.
    of: Fingerprint,
    reached: Reached,
}

/// How far the reading has come whose items are done.
#[derive(Clone, PartialEq)]
pub(crate) enum Reached {
    /// Of a query, or of one scan.
    Walk(Cursor),
    /// Of a parallel scan.
    Segments(ScanProgress),
}

impl Checkpoint {
    pub(crate) fn new(of: Fingerprint, reached: Reached) -> Self {
        Self { of, reached }
    }

    /// Whether everything is done.
    pub fn is_done(&self) -> bool {
        match &self.reached {
            Reached::Walk(cursor) => cursor.is_end(),
            Reached::Segments(progress) => progress.is_done(),
        }
    }

    /// The place to go on from.
    ///
    /// # Errors
    /// If it is one of another operation.
    pub(crate) fn into_reached(self, of: Fingerprint) -> Result<Reached> {
        if self.of == of {
            return Ok(self.reached);
        }
        Err(foreign())
    }

    /// Moves on: what lies in front of this cursor is done; without one, all of the segment.
    pub(crate) fn reach(&mut self, segment: u32, cursor: Option<Cursor>) {
        match (&mut self.reached, cursor) {
            (Reached::Walk(at), Some(cursor)) => *at = cursor,
            (Reached::Walk(at), None) => *at = at.end(),
            (Reached::Segments(progress), cursor) => {
                progress.reach(segment, cursor.as_ref());
            }
        }
    }

    /// At the end a sum of all that stands before it.
    fn to_bytes(&self) -> Vec<u8> {
        let (kind, reached) = match &self.reached {
            Reached::Walk(cursor) => (b'w', cursor.to_bytes()),
            Reached::Segments(progress) => (b's', progress.to_bytes()),
        };
        let mut bytes = vec![FORM, kind];
        bytes.extend(self.of.0.to_be_bytes());
        put(&mut bytes, &reached);
        let sum = Fingerprint::new(&[&bytes]);
        bytes.extend(sum.0.to_be_bytes());
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (mut rest, mut sum) = bytes.split_at_checked(bytes.len().checked_sub(8)?)?;
        if Fingerprint(take_u64(&mut sum)?) != Fingerprint::new(&[rest]) {
            return None;
        }
        let form = take_n(&mut rest, 2)?;
        let of = Fingerprint(take_u64(&mut rest)?);
        let reached = take(&mut rest)?;
        let reached = match form {
            [FORM, b'w'] => Reached::Walk(Cursor::from_bytes(reached)?),
            [FORM, b's'] => Reached::Segments(ScanProgress::from_bytes(reached)?),
            _ => return None,
        };
        rest.is_empty().then_some(Self { of, reached })
    }
}

/// The error of a checkpoint where it does not belong.
pub(crate) fn foreign() -> Error {
    Error::new(
        ErrorKind::Cursor,
        "this checkpoint belongs to another operation; use it with the query or scan, the number of segments and the target it came from",
    )
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_text(&self.to_bytes()))
    }
}

impl fmt::Debug for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // It holds keys, and keys are data.
        f.debug_struct("Checkpoint")
            .field("is_done", &self.is_done())
            .finish_non_exhaustive()
    }
}

impl FromStr for Checkpoint {
    type Err = Error;

    /// Reads a checkpoint from its text.
    ///
    /// # Errors
    /// [`ErrorKind::Cursor`] if the text is not one that [`Display`](fmt::Display) made.
    fn from_str(text: &str) -> Result<Self> {
        from_text(text)
            .and_then(|bytes| Self::from_bytes(&bytes))
            .ok_or_else(|| {
                Error::new(
                    ErrorKind::Cursor,
                    "this is not a checkpoint: it is damaged, cut off, or from another version",
                )
            })
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::AttributeValue;

    use super::*;
    use crate::op::Attributes;

    fn fingerprint(of: &str) -> Fingerprint {
        Fingerprint::new(&[of.as_bytes()])
    }

    fn walk() -> Checkpoint {
        let key = Attributes::from([("pk".to_owned(), AttributeValue::S("secret".to_owned()))]);
        let cursor = Cursor::at(fingerprint("orders"), key).unwrap();
        Checkpoint::new(fingerprint("delete"), Reached::Walk(cursor))
    }

    fn segments() -> Checkpoint {
        let progress = ScanProgress::new(fingerprint("orders"), 3);
        Checkpoint::new(fingerprint("delete"), Reached::Segments(progress))
    }

    #[test]
    fn comes_back_from_its_text_and_fits_in_a_url() {
        for checkpoint in [walk(), segments()] {
            let text = checkpoint.to_string();
            assert!(
                text.bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'),
                "{text}"
            );
            assert!(text.parse::<Checkpoint>().unwrap() == checkpoint);
        }
    }

    #[test]
    fn is_the_same_text_in_every_process() {
        let of = fingerprint("delete");
        let end = Reached::Walk(Cursor::from_bytes(&[3, 0, 0, 0, 0, 0, 0, 0, 1]).unwrap());
        assert_eq!(
            Checkpoint::new(of, end).to_string(),
            "IHf8o2cZ4_SBQAAAAAkDAAAAAAAAAAHnzEXrKc5CRQ"
        );
    }

    #[test]
    fn all_damage_is_an_error() {
        for checkpoint in [walk(), segments()] {
            let bytes = checkpoint.to_bytes();
            for at in 0..bytes.len() {
                let mut damaged = bytes.clone();
                damaged[at] ^= 1;
                for text in [to_text(&damaged), to_text(&bytes[..at])] {
                    let error = text.parse::<Checkpoint>().unwrap_err();
                    assert_eq!(error.kind(), ErrorKind::Cursor);
                }
            }
        }
        for text in ["", "A", "!!!", "IHcAAAAAAAAAAAAAAAAAAAAA"] {
            assert!(text.parse::<Checkpoint>().is_err(), "{text}");
        }
    }

    #[test]
    fn belongs_to_its_operation() {
        let error = walk().into_reached(fingerprint("copy")).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Cursor);
        assert!(walk().into_reached(fingerprint("delete")).is_ok());
    }

    #[test]
    fn the_end_is_reached_segment_by_segment() {
        let mut at = segments();
        for segment in [2, 0] {
            at.reach(segment, None);
            assert!(!at.is_done());
        }
        at.reach(1, None);
        assert!(at.is_done());
        let mut at = walk();
        at.reach(0, None);
        assert!(at.is_done());
    }

    #[test]
    fn is_no_cursor_and_shows_no_key() {
        assert!(walk().to_string().parse::<Cursor>().is_err());
        assert!(segments().to_string().parse::<ScanProgress>().is_err());
        assert_eq!(format!("{:?}", walk()), "Checkpoint { is_done: false, .. }");
    }
}
