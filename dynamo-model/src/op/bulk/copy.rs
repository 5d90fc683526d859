//! Copying what a query or a scan finds into another table.

use std::fmt;
use std::time::Duration;

use super::found::Found;
use super::operation::bulk_operation;
use super::run::Job;
use super::settings::Settings;
use super::{BulkProgress, Checkpoint, Unfinished};
use crate::client::{Client, Table};
use crate::error::{Error, Result};
use crate::op::paging::fingerprint::Fingerprint;
use crate::op::write::{IntoBatchWrite, Part};
use crate::op::{Model, ParallelScan, Query, Scan};
use crate::schema::{Batchable, Index, Readable, Schema, TableSchema};

/// Copies everything that a query or a scan finds into another table, in another form. Made by [`Query::copy_into`], [`Scan::copy_into`]
/// and [`ParallelScan::copy_into`]; and, of a whole table as it is, by [`ParallelScan::copy_as_is`].
///
/// ```
/// # async fn example(client: dynamo_model::Client, other_region: dynamo_model::Client) -> dynamo_model::Result<()> {
/// # use dynamo_model::Model;
/// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String, total: f64 }
/// #[derive(Clone, Model)]
/// #[dynamo(table = "orders-2")]
/// struct NewOrder {
///     #[dynamo(partition_key)]
///     id: String,
///     customer: String,
///     total_cents: u64,
/// }
///
/// let copied = Order::scan()
///     .segments(8)
///     .copy_into(|order| {
///         if order.total < 0.0 {
///             return Ok(None); // left out
///         }
///         let total_cents = (order.total * 100.0).round() as u64;
///         Ok(Some(NewOrder { id: order.id, customer: order.customer, total_cents }))
///     })
///     .to(&other_region)
///     .write_units(200)
///     .on_progress(|p| println!("{} of {} copied", p.written, p.read))
///     .send(&client)
///     .await?;
/// println!("{} written, {} left out", copied.written, copied.left_out);
/// # Ok(())
/// # }
/// ```
///
/// # What it does
///
/// It reads page by page, makes of each item what the transform says, and puts that by batches of up to 25, a few at a time. While one page
/// is written the next is read. In memory are two pages of each segment that is under way.
///
/// Every item goes the way of a [`put`](Model::put): hooks, stamps, transforms, rules. It takes the place of what is there under its key.
/// The target is a model that batches can write, without a version and unique attributes.
///
/// Reading costs what the query or scan costs, and writing a write unit for every KB of each item, and as much for each index.
///
/// # What is written meanwhile
///
/// An item is copied as it was when its page was read: what is written to the source behind that is not copied, and nothing is deleted from the
/// target. If the target is the table that is read, changed keys make items that the scan may meet in turn.
///
/// If the transform makes items with the same key of different ones, the one that is written last stays, and which one that is is left to
/// chance.
///
/// # When it fails, or stops
///
/// After an error nothing more is begun, and what is under way is waited for. An error of the transform, or of an item that does not fit its
/// model, is one of these; of the page that has such an item nothing is written. [`Unfinished`] has the [`Checkpoint`]: what is in front of it is copied,
/// and of what is behind it at most two pages of each segment. After [`resume`](Self::resume), those are read, transformed and put again; so what
/// is made of an item should depend on that alone, and ids and times that the target makes by itself will differ.
///
/// Nothing is spawned: all of it happens on the task that polls. If the future is dropped, nothing is sent any more, and the last
/// checkpoint that was told is as good as that of an error.
#[must_use = "an operation does nothing until it is sent"]
pub struct BulkCopy<T> {
    found: Box<dyn Found<T>>,
    make: MakeFor<T>,
    target: Target,
    to: Option<Client>,
    settings: Settings,
}

/// What is made of an item, for the table of this name.
type MakeFor<T> = Box<dyn FnMut(T, &str) -> Result<Option<Part>> + Send>;

/// The table that is written.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) schema: &'static TableSchema,
    pub(super) table: Table,
    /// Whether it has to be another one than that which is read.
    pub(super) is_other: bool,
}

impl<T: Send + 'static> BulkCopy<T> {
    pub(super) fn of(
        found: impl Found<T> + 'static,
        target: Target,
        make: impl FnMut(T, &str) -> Result<Option<Part>> + Send + 'static,
    ) -> Self {
        Self {
            found: Box::new(found),
            make: Box::new(make),
            target,
            to: None,
            settings: Settings::default(),
        }
    }

    fn new<N: Model + Batchable>(
        found: impl Found<T> + 'static,
        mut transform: impl FnMut(T) -> Result<Option<N>> + Send + 'static,
    ) -> Self {
        let target = Target {
            schema: N::SCHEMA,
            table: Table::default(),
            is_other: false,
        };
        Self::of(found, target, move |item, table| {
            let Some(item) = transform(item)? else {
                return Ok(None);
            };
            let put = N::put(&item).return_none().table(table);
            put.into_batch_part().map(Some)
        })
    }

    /// Writes by this client: to another account, region or endpoint, or to tables of another prefix.
    pub fn to(mut self, client: &Client) -> Self {
        self.to = Some(client.clone());
        self
    }

    /// Writes to the table of this very name, whatever the client's prefix and suffix.
    pub fn into_table(mut self, name: impl Into<String>) -> Self {
        self.target.table = Table::named(name);
        self
    }

    /// Copies everything, or goes on with it.
    ///
    /// # Errors
    /// [`Unfinished`] says how far it has come. Its error is that of the transform, [`Decode`](crate::ErrorKind::Decode) if a stored item does not fit
    /// the model that is read, [`Validation`](crate::ErrorKind::Validation), [`Encode`](crate::ErrorKind::Encode) and what a hook refuses of what is put,
    /// [`Throttled`](crate::ErrorKind::Throttled) if DynamoDB goes on leaving writes undone, [`Invalid`](crate::ErrorKind::Invalid) if the query can't be sent,
    /// [`Cursor`](crate::ErrorKind::Cursor) if the checkpoint belongs to another operation, or one of every request: see
    /// [`ErrorKind`](crate::ErrorKind).
    pub async fn send(self, client: &Client) -> Result<BulkProgress, Unfinished> {
        let Self {
            found,
            mut make,
            target,
            to,
            settings,
        } = self;
        let into = to.as_ref().unwrap_or(client);
        let table = target.table.known_to(into, target.schema);
        if target.is_other && to.is_none() && table == found.table(client) {
            let from = BulkProgress::none(settings.from);
            return Err(Unfinished::new(same_table(), from));
        }
        let job = Job {
            found,
            of: Fingerprint::new(&[b"copy", table.as_bytes()]),
            make: Box::new(move |item| make(item, &table)),
            alone: false,
            settings,
        };
        job.run(client, into).await
    }
}

fn same_table() -> Error {
    Error::invalid(
        "this would copy a table into itself; say where to with `into_table`, or with which client with `to`",
    )
}

bulk_operation!([T] BulkCopy<T>);

macro_rules! copy_into {
    ($($read:ident)*) => {$(
        impl<M: Schema + 'static, T: Readable + Send + 'static, I: Index<M> + 'static> $read<M, T, I> {
            /// Puts what the transform makes of each item that this finds: see [`BulkCopy`]. `None` leaves an item out, and an error ends the
            /// copy.
            pub fn copy_into<N: Model + Batchable>(
                self,
                transform: impl FnMut(T) -> Result<Option<N>> + Send + 'static,
            ) -> BulkCopy<T> {
                BulkCopy::new(self, transform)
            }
        }
    )*};
}

copy_into!(Query Scan ParallelScan);

impl<T> fmt::Debug for BulkCopy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BulkCopy")
            .field("found", self.found.options())
            .field("target", &self.target)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
