//! Writes of any model, as parts of a transaction or a batch.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use super::Step;
use crate::client::Client;
use crate::error::{Error, Result};
use crate::op::hooks::Loading;

/// A write whose model is known to itself alone.
pub(crate) trait Form: Send {
    /// Runs the hooks, and brings the write into the form that is sent.
    fn form<'a>(self: Box<Self>, client: &'a Client) -> Loading<'a, Step>;

    /// The same for the declared table, and without hooks: nothing is sent.
    fn declared(self: Box<Self>) -> Result<Step>;

    fn again(&self) -> Box<dyn Form>;
}

/// A write that has become part of a transaction or a batch.
///
/// What is unfinished is shown in an error, which should be `Sync`; and a model need not be: hence the lock.
pub struct Part(Mutex<Box<dyn Form>>);

impl Part {
    pub(crate) fn new(write: impl Form + 'static) -> Self {
        Self(Mutex::new(Box::new(write)))
    }

    pub(crate) async fn form(self, client: &Client) -> Result<Step> {
        self.into_form().form(client).await
    }

    pub(crate) fn declared(self) -> Result<Step> {
        self.into_form().declared()
    }

    fn into_form(self) -> Box<dyn Form> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One that has been brought into form, to be sent again.
impl Form for Step {
    fn form<'a>(self: Box<Self>, _: &'a Client) -> Loading<'a, Step> {
        Box::pin(async move { Ok(*self) })
    }

    fn declared(self: Box<Self>) -> Result<Step> {
        Ok(*self)
    }

    fn again(&self) -> Box<dyn Form> {
        Box::new(self.clone())
    }
}

impl Clone for Part {
    fn clone(&self) -> Self {
        let form = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Self(Mutex::new(form.again()))
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part").finish_non_exhaustive()
    }
}

/// What can be part of a [`TransactWrite`](crate::op::TransactWrite): a put, a create, an update, an upsert, a delete, a check, a save, or an
/// item of the SDK's own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be part of a transaction",
    label = "not a write that a transaction takes",
    note = "a transaction takes `put`, `create`, `update`, `upsert`, `delete` and `check` of a model, and `save` of a `Tracked`",
    note = "it gives nothing back: leave out `return_old`, `return_changed` and `return_changed_old`",
    note = "reads go into a `TransactGet`"
)]
pub trait IntoTransactWrite {
    /// The write as a part of a transaction.
    #[doc(hidden)]
    fn into_part(self) -> Part;
}

/// What can be part of a [`BatchWrite`](crate::op::BatchWrite): a put or a delete of a model that is [`Batchable`](crate::schema::Batchable), or a
/// [`Result`] with one in it.
///
/// An error in the place of a write ends the batch, as a write does that can't be brought into form.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be part of a batch",
    label = "not a write that a batch takes",
    note = "a batch takes `put` and `delete` of a model, without conditions",
    note = "it gives nothing back: leave out `return_old`",
    note = "`update`, `upsert` and `create` go into a `TransactWrite`, or are sent one by one"
)]
pub trait IntoBatchWrite {
    /// The write as a part of a batch. It is an error if it has a condition.
    #[doc(hidden)]
    fn into_batch_part(self) -> Result<Part>;
}

impl<W: IntoBatchWrite> IntoBatchWrite for Result<W> {
    fn into_batch_part(self) -> Result<Part> {
        self?.into_batch_part()
    }
}

/// The error of a write with a condition in a batch.
pub(crate) fn unconditional(what: &str, is_unconditional: bool) -> Result<()> {
    if is_unconditional {
        return Ok(());
    }
    Err(Error::invalid(format!(
        "a batch checks no conditions, and this is {what}; put it into a `TransactWrite`, or send it by itself"
    )))
}
