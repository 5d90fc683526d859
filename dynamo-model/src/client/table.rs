//! Which table an operation goes to.

use super::Client;
use crate::schema::Schema;

/// The table that an operation is sent to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table(Option<String>);

impl Table {
    pub(crate) fn named(name: impl Into<String>) -> Self {
        Self(Some(name.into()))
    }

    /// By its declared name.
    pub(crate) fn declared<M: Schema>(&self) -> String {
        self.0
            .clone()
            .unwrap_or_else(|| M::SCHEMA.table().to_owned())
    }

    /// By the name that the client knows it under.
    pub(crate) fn of<M: Schema>(&self, client: &Client) -> String {
        self.0.clone().unwrap_or_else(|| client.table::<M>())
    }
}
