//! Reading the items of references.

use std::fmt;

use super::{BatchGet, Get, Model};
use crate::client::{Client, Table};
use crate::error::Result;
use crate::schema::Ref;

/// Reads the items of references. Made by [`Model::populate`].
///
/// One request for every 100 different keys, four of them at a time, and more if the items are larger than 16 MB together or
/// the table lacks capacity. Each item costs half a read unit for every 4 KB of it, or a whole one if the read is consistent,
/// however many references there are to it; an item that is not there costs as much as a small one.
#[must_use = "an operation does nothing until it is sent"]
pub struct Populate<'r, M> {
    refs: Vec<&'r mut Ref<M>>,
    consistent: bool,
    include_expired: bool,
    table: Table,
}

impl<'r, M: Model> Populate<'r, M> {
    pub(crate) fn new(refs: impl IntoIterator<Item = &'r mut Ref<M>>) -> Self {
        Self {
            refs: refs.into_iter().collect(),
            consistent: false,
            include_expired: false,
            table: Table::default(),
        }
    }

    /// Sees every write that was answered before this read began. It costs twice as much.
    pub fn consistent(mut self) -> Self {
        self.consistent = true;
        self
    }

    /// Gives back items whose time is past as well: see [`Get::include_expired`](super::Get::include_expired).
    pub fn include_expired(mut self) -> Self {
        self.include_expired = true;
        self
    }

    /// Reads from the table of this very name, whatever the client's prefix and suffix.
    pub fn table(mut self, name: impl Into<String>) -> Self {
        self.table = Table::named(name);
        self
    }

    /// Reads the items, and gives each to its references. Those that have been populated before are read again.
    ///
    /// # Errors
    /// [`Encode`](crate::ErrorKind::Encode) if a key has no stored form, [`Decode`](crate::ErrorKind::Decode) if an item does not fit the
    /// model, [`Throttled`](crate::ErrorKind::Throttled) if DynamoDB goes on leaving keys unread, and those of every request: see
    /// [`ErrorKind`](crate::ErrorKind). The references are then as they were.
    pub async fn send(self, client: &Client) -> Result<()>
    where
        M: Send + 'static,
    {
        let gets = self.refs.iter().map(|reference| {
            let mut get = Get::new(reference.as_key().clone());
            get.consistent = self.consistent;
            get.include_expired = self.include_expired;
            get.table = self.table.clone();
            get
        });
        let items = BatchGet::new().with_all(gets).send(client).await?;
        for (reference, item) in self.refs.into_iter().zip(items) {
            reference.fill(item);
        }
        Ok(())
    }
}

impl<M> fmt::Debug for Populate<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Populate")
            .field("references", &self.refs.len())
            .field("consistent", &self.consistent)
            .finish_non_exhaustive()
    }
}
