//! A batch of writes that was not finished: why, and what became of each write.

use std::any::TypeId;
use std::error::Error as StdError;
use std::fmt;

use super::BatchWrite;
use super::left::{Left, Outcome};
use crate::error::{Error, Result};
use crate::op::Model;
use crate::op::write::{StepAction, Written};
use crate::schema::{Ref, RefKey, Schema};
use crate::value::Decode;
use crate::wire;

/// A batch of writes that was not finished: why, and what became of each write.
///
/// Nothing is lost: [`leftover`](Self::leftover) is a batch of what is not known to be done, ready to be sent again. Who needs none of this
/// uses `?`: in functions that return [`Result`](crate::Result) this becomes an [`Error`](crate::Error).
///
/// ```
/// # use dynamo_model::{Client, Model};
/// # #[derive(Debug, Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] id: String }
/// use dynamo_model::op::Outcome;
///
/// async fn save(orders: &[Order], client: &Client) {
///     let Err(unwritten) = Order::batch_put(orders).send(client).await else {
///         return;
///     };
///     eprintln!("{unwritten}"); // 3 of 40 writes are not done: ..
///     for (position, outcome) in unwritten.left() {
///         match outcome {
///             Outcome::Unknown => eprintln!("order {} may be written", orders[position].id),
///             _ => eprintln!("order {} is not written", orders[position].id),
///         }
///     }
///     if let Err(again) = unwritten.leftover().send(client).await {
///         eprintln!("{again}");
///     }
/// }
/// ```
///
/// To write again what may have been written is right for puts and deletes, unless another program has written the same item in the
/// meantime: that would be overwritten.
pub struct Unwritten(Box<Inner>);

struct Inner {
    error: Error,
    /// How many writes there were, those of a stream that were not taken from it left out.
    writes: usize,
    left: Vec<Left>,
    written: Written,
}

impl Unwritten {
    pub(super) fn new(error: Error, writes: usize, left: Vec<Left>, written: Written) -> Self {
        Self(Box::new(Inner {
            error,
            writes,
            left,
            written,
        }))
    }

    /// Why it was not finished.
    pub fn error(&self) -> &Error {
        &self.0.error
    }

    /// The error alone: what became of each write is dropped.
    pub fn into_error(self) -> Error {
        self.0.error
    }

    /// How many writes there were. Of a stream, how many were taken from it: the others are still there.
    pub fn writes(&self) -> usize {
        self.0.writes
    }

    /// How many of them are done.
    pub fn done(&self) -> usize {
        self.0.writes.saturating_sub(self.0.left.len())
    }

    /// What became of each write, in the order in which they were given.
    pub fn outcomes(&self) -> impl Iterator<Item = Outcome> {
        let mut left = self.left().peekable();
        (0..self.0.writes).map(move |position| {
            let outcome = left.next_if(|(at, _)| *at == position);
            outcome.map_or(Outcome::Done, |(_, outcome)| outcome)
        })
    }

    /// The writes that are not known to be done: where each stands among those that were given, counted from 0, and what became of it.
    pub fn left(&self) -> impl Iterator<Item = (usize, Outcome)> {
        self.0.left.iter().map(|left| (left.position, left.outcome))
    }

    /// The writes that are not known to be done as a batch of their own, in the order in which they were given. Options are to be
    /// set anew.
    ///
    /// They are sent as they are: with the stamps and ids that they have, and to the tables of the client for which they were made. Hooks
    /// that have been run are not run again.
    pub fn leftover(&self) -> BatchWrite {
        BatchWrite::of(self.0.left.iter().map(|left| left.given.again()))
    }

    /// The items of this model that were to be put and are not known to be, in the order in which they were given, as they would be
    /// stored.
    ///
    /// # Errors
    /// [`Decode`](crate::ErrorKind::Decode) if an item can't be read back as it would be written. If the batch has failed before anything was sent,
    /// for an item that could not be brought into form: that error, for that item.
    pub fn puts<M: Model>(&self) -> Result<Vec<M>> {
        let mut items = Vec::new();
        for left in &self.0.left {
            let step = left.given.step()?;
            if let StepAction::Put { json, .. } = &step.action
                && step.model == TypeId::of::<M>()
            {
                items.push(wire::read_item(json, <M as Decode>::decode)?);
            }
        }
        Ok(items)
    }

    /// References to the items of this model that were to be deleted and are not known to be, in the order in which they were given.
    ///
    /// # Errors
    /// As [`puts`](Self::puts).
    pub fn deletes<M: Model + Schema<Key: RefKey>>(&self) -> Result<Vec<Ref<M>>> {
        let mut keys = Vec::new();
        for left in &self.0.left {
            let step = left.given.step()?;
            if matches!(step.action, StepAction::Delete) && step.model == TypeId::of::<M>() {
                keys.push(Ref::to_key(&step.key)?);
            }
        }
        Ok(keys)
    }

    /// The items that were put. Those of a stream are not kept.
    pub fn written(&self) -> &Written {
        &self.0.written
    }

    /// How many of the writes have come to this.
    fn count(&self, outcome: Outcome) -> usize {
        self.left().filter(|(_, left)| *left == outcome).count()
    }
}

impl From<Unwritten> for Error {
    fn from(unwritten: Unwritten) -> Self {
        unwritten.into_error()
    }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (not_done, unknown) = (self.count(Outcome::NotDone), self.count(Outcome::Unknown));
        let (writes, error) = (self.writes(), self.error());
        match (not_done, unknown) {
            (0, 0) => write!(
                f,
                "all {writes} writes are done, and no more were taken: {error}"
            ),
            (_, 0) => write!(f, "{not_done} of {writes} writes are not done: {error}"),
            (0, _) => write!(
                f,
                "{unknown} of {writes} writes may or may not be done, and all others are: {error}"
            ),
            _ => write!(
                f,
                "{not_done} of {writes} writes are not done, and {unknown} may or may not be: {error}"
            ),
        }
    }
}

impl fmt::Debug for Unwritten {
    /// Items are not shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unwritten")
            .field("error", self.error())
            .field("writes", &self.writes())
            .field("not_done", &self.count(Outcome::NotDone))
            .field("unknown", &self.count(Outcome::Unknown))
            .finish_non_exhaustive()
    }
}

impl StdError for Unwritten {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error().source()
    }
}
