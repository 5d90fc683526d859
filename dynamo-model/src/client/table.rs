//! Which table an operation goes to.

use super::Client;
use crate::schema::{Schema, TableSchema};

/// The table that an operation is sent to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table(Option<String>);

impl Table {
    pub(crate) fn named(name: impl Into<String>) -> Self {
        Self(Some(name.into()))
    }

    /// By its declared name.
    pub(crate) fn declared<M: Schema>(&self) -> String {
        self.declared_in(M::SCHEMA)
    }

    /// The same, for what knows the schema of a model and not its type.
    pub(crate) fn declared_in(&self, schema: &TableSchema) -> String {
        self.0.clone().unwrap_or_else(|| schema.table().to_owned())
    }

    /// By the name that the client knows it under.
    pub(crate) fn of<M: Schema>(&self, client: &Client) -> String {
        self.known_to(client, M::SCHEMA)
    }

    /// The same, for what knows the schema of a model and not its type.
    pub(crate) fn known_to(&self, client: &Client, schema: &TableSchema) -> String {
        self.0
            .clone()
            .unwrap_or_else(|| client.settings.table(schema.table()))
    }
}
