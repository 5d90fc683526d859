//! What became of the parts of a transaction.

use super::Error;

/// A part of a transaction that has stopped it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Failure {
    /// Which part: counted from 0, in the order in which they were given.
    pub position: usize,
    /// Why. It carries the item that is there, if the part failed for it: [`Error::stored`](crate::Error::stored) reads it.
    pub error: Error,
}
