//! A bulk operation that has failed: why, and how far it has come.

use std::error::Error as StdError;
use std::fmt;

use super::BulkProgress;
use crate::error::Error;

/// A bulk operation that has failed: why, and how far it has come.
///
/// Who needs to know no more than why uses `?`: in functions that return [`Result`](crate::Result) this becomes an
/// [`Error`](crate::Error).
///
/// ```
/// # use dynamo_model::{Client, Model, Result};
/// # #[derive(Debug, Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String }
/// use dynamo_model::op::Checkpoint;
///
/// /// Deletes the orders of a customer, however often DynamoDB is out of capacity.
/// async fn forget(customer: &str, client: &Client) -> Result<()> {
///     let mut checkpoint: Option<Checkpoint> = None;
///     loop {
///         let delete = Order::query(customer).delete_all().resume(checkpoint);
///         match delete.send(client).await {
///             Ok(_) => return Ok(()),
///             Err(unfinished) if unfinished.error().is_throttled() => {
///                 eprintln!("{unfinished}");
///                 checkpoint = unfinished.into_progress().checkpoint;
///             }
///             Err(unfinished) => return Err(unfinished.into()),
///         }
///     }
/// }
/// ```
pub struct Unfinished(Box<Inner>);

struct Inner {
    error: Error,
    progress: BulkProgress,
}

impl Unfinished {
    pub(crate) fn new(error: Error, progress: BulkProgress) -> Self {
        Self(Box::new(Inner { error, progress }))
    }

    /// Why it has failed.
    pub fn error(&self) -> &Error {
        &self.0.error
    }

    /// How far it has come.
    pub fn progress(&self) -> &BulkProgress {
        &self.0.progress
    }

    /// The error alone: how far it has come is dropped.
    pub fn into_error(self) -> Error {
        self.0.error
    }

    /// How far it has come: its checkpoint is where to go on.
    pub fn into_progress(self) -> BulkProgress {
        self.0.progress
    }
}

impl From<Unfinished> for Error {
    fn from(unfinished: Unfinished) -> Self {
        unfinished.into_error()
    }
}

impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BulkProgress { read, written, .. } = self.progress();
        write!(
            f,
            "stopped at {written} items written of {read} read: {}",
            self.error()
        )
    }
}

impl fmt::Debug for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unfinished")
            .field("error", self.error())
            .field("progress", self.progress())
            .finish()
    }
}

impl StdError for Unfinished {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error().source()
    }
}
