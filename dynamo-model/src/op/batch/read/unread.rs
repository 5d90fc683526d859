//! A batch of reads that was not finished: why, and what was read all the same.

use std::error::Error as StdError;
use std::fmt;

use super::Groups;
use crate::error::Error;

/// A batch of reads that was not finished: why, and what was read all the same.
///
/// Nothing that was read is thrown away: [`into_partial`](Self::into_partial) has it, in the place where it would have been. Who wants
/// all or nothing uses `?`: in functions that return [`Result`](crate::Result) this becomes an [`Error`](crate::Error).
///
/// ```
/// # use dynamo_model::{Client, Model};
/// # #[derive(Debug, Clone, Model)] #[dynamo(table = "users")]
/// # struct User { #[dynamo(partition_key)] id: String }
/// use dynamo_model::op::Lookup;
///
/// async fn show(ids: &[String], client: &Client) {
///     let lookups = match User::batch_get(ids).send(client).await {
///         Ok(users) => users.into_iter().map(|user| user.map_or(Lookup::Missing, Lookup::Found)).collect(),
///         Err(unread) => {
///             eprintln!("{unread}");
///             unread.into_partial()
///         }
///     };
///     for (id, lookup) in ids.iter().zip(lookups) {
///         match lookup {
///             Lookup::Found(user) => println!("{user:?}"),
///             Lookup::Missing => println!("there is no user {id}"),
///             Lookup::Unread => println!("nothing is known of {id}"),
///         }
///     }
/// }
/// ```
pub struct Unread<S: Groups>(Box<Inner<S::Partial>>);

struct Inner<P> {
    error: Error,
    partial: P,
}

impl<S: Groups> Unread<S> {
    pub(super) fn new(error: Error, partial: S::Partial) -> Self {
        Self(Box::new(Inner { error, partial }))
    }

    /// Why it was not finished.
    pub fn error(&self) -> &Error {
        &self.0.error
    }

    /// The error alone: what was read is dropped.
    pub fn into_error(self) -> Error {
        self.0.error
    }

    /// What was read: as the output, with a [`Lookup`](super::Lookup) in the place of each `Option`.
    pub fn into_partial(self) -> S::Partial {
        self.0.partial
    }

    /// Both.
    pub fn into_parts(self) -> (Error, S::Partial) {
        (self.0.error, self.0.partial)
    }
}

impl<S: Groups> From<Unread<S>> for Error {
    fn from(unread: Unread<S>) -> Self {
        unread.into_error()
    }
}

impl<S: Groups> fmt::Display for Unread<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.error.fmt(f)
    }
}

impl<S: Groups> fmt::Debug for Unread<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What was read stays out: it is the application's data, and must not reach a log by accident.
        f.debug_struct("Unread")
            .field("error", &self.0.error)
            .finish_non_exhaustive()
    }
}

impl<S: Groups> StdError for Unread<S> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.error.source()
    }
}
