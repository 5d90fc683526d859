//! Checking an item in a transaction.

use std::any::TypeId;
use std::fmt;

use super::get::fields;
use super::hooks::Loading;
use super::unique::Claims;
use super::write::{Expect, Form, IntoTransactWrite, Part, Step, StepAction, Terms};
use super::{Model, key_attributes};
use crate::client::{Client, Table};
use crate::error::Result;
use crate::expr::{Condition, Test};
use crate::lifecycle::{ExpectedVersion, conformed};
use crate::schema::{Key, Versioned};

/// What an item that is not written has to be for a transaction to go through. Made by [`Model::check`].
///
/// It is part of a [`TransactWrite`](super::TransactWrite), and nothing by itself: to know of one item alone, get it.
///
/// ```
/// # use dynamo_model::{Model, op::TransactWrite};
/// # #[derive(Clone, Model)] #[dynamo(table = "customers")]
/// # struct Customer { #[dynamo(partition_key)] id: String, blocked: bool }
/// let transaction = TransactWrite::new()
///     .with(Customer::check("c-17").condition(|c| c.blocked.eq(false)))
///     .with(Customer::check("c-18").absent());
/// ```
///
/// It costs two read units for every 4 KB of the item.
#[must_use = "an operation does nothing until it is sent"]
pub struct Check<M> {
    key: Key<M>,
    expect: Expect,
    version: ExpectedVersion,
    condition: Test,
    table: Table,
}

impl<M: Model> Check<M> {
    pub(crate) fn new(key: Key<M>) -> Self {
        Self {
            key,
            expect: Expect::Item,
            version: ExpectedVersion::default(),
            condition: Test::EMPTY,
            table: Table::default(),
        }
    }

    /// The item has to meet this condition. Several conditions all have to hold.
    pub fn condition<C: Into<Condition<M>>>(
        mut self,
        condition: impl FnOnce(M::Fields<M>) -> C,
    ) -> Self {
        let condition = condition(fields::<M, M>()).into().node;
        self.condition = self.condition.and(conformed::<M>(condition));
        self
    }

    /// The item has to have this version.
    pub fn expect_version(mut self, version: M::Version) -> Self
    where
        M: Versioned,
    {
        self.version = ExpectedVersion::new(version);
        self
    }

    /// There has to be no item under this key.
    pub fn absent(mut self) -> Self {
        self.expect = Expect::NoItem;
        self
    }

    /// Checks an item of the table of this very name, whatever the client's prefix and suffix.
    pub fn table(mut self, name: impl Into<String>) -> Self {
        self.table = Table::named(name);
        self
    }

    fn step(self, table: String) -> Result<Step> {
        let schema = M::SCHEMA;
        Ok(Step {
            model: TypeId::of::<M>(),
            table,
            key: key_attributes(self.key)?,
            action: StepAction::Check,
            terms: Terms {
                schema,
                expect: self.expect,
                condition: self.version.condition(schema).and(self.condition),
                version: self.version,
                guards: Vec::new(),
                counts: false,
            },
            claims: Claims::default(),
        })
    }
}

impl<M: Model> Form for Check<M> {
    fn form<'a>(self: Box<Self>, client: &'a Client) -> Loading<'a, Step> {
        let table = self.table.of::<M>(client);
        Box::pin(async move { self.step(table) })
    }

    fn declared(self: Box<Self>) -> Result<Step> {
        let table = self.table.declared::<M>();
        self.step(table)
    }

    fn again(&self) -> Box<dyn Form> {
        Box::new(self.clone())
    }
}

#[diagnostic::do_not_recommend]
impl<M: Model> IntoTransactWrite for Check<M> {
    fn into_part(self) -> Part {
        Part::new(self)
    }
}

impl<M> Clone for Check<M> {
    fn clone(&self) -> Self {
        Self {
            key: self.key.clone(),
            expect: self.expect,
            version: self.version.clone(),
            condition: self.condition.clone(),
            table: self.table.clone(),
        }
    }
}

impl<M> fmt::Debug for Check<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Check").finish_non_exhaustive()
    }
}
