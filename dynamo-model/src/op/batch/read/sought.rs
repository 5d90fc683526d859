//! A get, without the type of its model: what batches and transactions are made of.

use std::fmt;

use crate::client::Table;
use crate::error::{Error, Result};
use crate::op::reading::view::{Asking, View};
use crate::op::{Attributes, Get};
use crate::schema::{Schema, TableSchema, told_by_type};

/// What gives one item by its key: a [`Get`].
///
/// Batches and transactions take it, with all that it was told: a projection, a consistent read, another table.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the get of one item",
    label = "expected a get, such as `Order::get(key)`",
    note = "batches and transactions read items by their keys: `Order::get(key)`, with `select`, `project` or `tracked` if need be",
    note = "many of one model are given together: `.with_all(keys.into_iter().map(Order::get))`",
    note = "a query or a scan is sent by itself"
)]
pub trait ReadsOne {
    /// What it gives back, if the item is there.
    type Item: Send + 'static;

    /// For this crate alone.
    #[doc(hidden)]
    fn sought(self) -> Sought<Self::Item>;
}

#[diagnostic::do_not_recommend]
impl<M: Schema, T: Send + 'static> ReadsOne for Get<M, T> {
    type Item = T;

    fn sought(self) -> Sought<T> {
        self.into_sought()
    }
}

/// A get, without the type of its model.
pub struct Sought<T> {
    pub(super) wish: Wish,
    pub(super) sight: Sight<T>,
}

/// What is asked for.
pub(crate) struct Wish {
    pub(crate) key: Result<Attributes>,
    pub(crate) schema: &'static TableSchema,
    pub(crate) consistent: bool,
    pub(crate) table: Table,
    pub(crate) asking: Asking,
}

/// How the answer is read.
pub(crate) struct Sight<T> {
    pub(crate) view: View<T>,
    /// An error, as the model tells it.
    pub(crate) told: fn(Error) -> Error,
}

impl<T> Sought<T> {
    pub(crate) fn new<M: Schema>(
        key: Result<Attributes>,
        consistent: bool,
        view: View<T>,
        table: Table,
    ) -> Self {
        Self {
            wish: Wish {
                key,
                schema: M::SCHEMA,
                consistent,
                table,
                asking: view.asking(),
            },
            sight: Sight {
                view,
                told: told_by_type::<M>,
            },
        }
    }
}

impl<T> fmt::Debug for Sought<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sought")
            .field("consistent", &self.wish.consistent)
            .field("select", &self.sight.view)
            .finish_non_exhaustive()
    }
}
