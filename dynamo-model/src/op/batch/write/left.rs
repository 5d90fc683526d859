//! What is left of a batch.

use super::given::Given;
use super::ready::Ready;

/// What became of a write of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It is written, or another one behind it, of the same item, is.
    Done,
    /// It is certainly not written.
    NotDone,
    /// It may be written: a request that had it has failed without an answer that would tell, by a time-out, a lost connection, an
    /// error of DynamoDB's own (5xx) or an answer that could not be understood; or it was given up at the deadline.
    Unknown,
}

/// A write that is not known to be done.
#[derive(Clone)]
pub(crate) struct Left {
    pub(crate) position: usize,
    pub(crate) outcome: Outcome,
    pub(crate) given: Given,
}

impl Left {
    /// One that was not sent.
    pub(crate) fn not_done(position: usize, given: Given) -> Self {
        Self {
            position,
            outcome: Outcome::NotDone,
            given,
        }
    }

    /// A write, and the earlier ones that it stands for. These were not sent.
    pub(crate) fn all_of(mut write: Ready) -> impl Iterator<Item = Self> {
        let outcome = if write.in_doubt {
            Outcome::Unknown
        } else {
            Outcome::NotDone
        };
        let earlier = std::mem::take(&mut write.earlier);
        let earlier = earlier
            .into_iter()
            .map(|write| Self::not_done(write.position, Given::Ready(Box::new(write))));
        let last = Self {
            position: write.position,
            outcome,
            given: Given::Ready(Box::new(write)),
        };
        earlier.chain([last])
    }
}
