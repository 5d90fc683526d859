//! What a bulk operation has done.

use super::Checkpoint;

/// What a bulk operation has done so far, or in all: what [`BulkDelete::send`](super::BulkDelete::send) and
/// [`BulkCopy::send`](super::BulkCopy::send) give back, and tell on the way.
///
/// Its numbers are those of this run: they do not go on where the run before has stopped.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BulkProgress {
    /// How many items were read: found by the query or scan, and let through by its filter.
    pub read: u64,
    /// How many items were written, or deleted. One that was not there any more counts as deleted.
    pub written: u64,
    /// How many items the transform has left out.
    pub left_out: u64,
    /// How many requests were sent, without those that the SDK has tried again by itself. Those of hooks are among them.
    pub requests: u64,
    /// How many read units they have consumed.
    pub read_units: f64,
    /// How many write units they have consumed, those of indexes included.
    pub write_units: f64,
    /// Where to go on; `None` if nothing has begun.
    pub checkpoint: Option<Checkpoint>,
}

impl BulkProgress {
    /// Of an operation that has not begun.
    pub(crate) fn none(checkpoint: Option<Checkpoint>) -> Self {
        Self {
            read: 0,
            written: 0,
            left_out: 0,
            requests: 0,
            read_units: 0.0,
            write_units: 0.0,
            checkpoint,
        }
    }

    /// Whether everything is done. If it is not, a limit was reached, and [`checkpoint`](Self::checkpoint) says where to go on.
    pub fn is_done(&self) -> bool {
        self.checkpoint.as_ref().is_some_and(Checkpoint::is_done)
    }
}
