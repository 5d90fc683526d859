//! Writes of any model, as parts of a transaction or a batch.

use std::fmt;

use super::Step;
use crate::client::Client;
use crate::error::Result;
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
pub struct Part(Box<dyn Form>);

impl Part {
    pub(crate) fn new(write: impl Form + 'static) -> Self {
        Self(Box::new(write))
    }

    pub(crate) async fn form(self, client: &Client) -> Result<Step> {
        self.0.form(client).await
    }

    pub(crate) fn declared(self) -> Result<Step> {
        self.0.declared()
    }
}

impl Clone for Part {
    fn clone(&self) -> Self {
        Self(self.0.again())
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
