//! Deleting what a query or a scan finds.

use std::fmt;
use std::time::Duration;

use super::found::Found;
use super::operation::bulk_operation;
use super::run::Job;
use super::settings::Settings;
use super::{BulkProgress, Checkpoint, Unfinished};
use crate::client::Client;
use crate::error::{Error, Result};
use crate::op::delete::delete_of;
use crate::op::hooks::{BeforeDeleteFn, Loading};
use crate::op::paging::fingerprint::Fingerprint;
use crate::op::write::{Form, Part, Step};
use crate::op::{Attributes, Load, ParallelScan, Query, Scan};
use crate::schema::{Index, Schema, TableSchema};

/// Deletes everything that a query or a scan finds. Made by [`Query::delete_all`], [`Scan::delete_all`] and
/// [`ParallelScan::delete_all`].
///
/// ```
/// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
/// # use dynamo_model::Model;
/// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String, paid: bool }
/// let deleted = Order::query("c-17").filter(|o| o.paid.eq(true)).delete_all().send(&client).await?;
/// println!("{} orders in {} requests", deleted.written, deleted.requests);
///
/// // Of the whole table, with a part of its capacity.
/// let old = Order::scan().filter(|o| o.id.lt("2020-")).segments(8);
/// old.delete_all().read_units(100).write_units(50).send(&client).await?;
/// # Ok(())
/// # }
/// ```
///
/// # What it does
///
/// It reads the keys, page by page, and deletes them by batches of 25, a few at a time. While one page is deleted the next is read. In memory
/// are the keys of two pages of each segment that is under way.
///
/// Reading costs what the query costs: the filter and the keys alone save nothing. Deleting costs a write unit for every KB of each item,
/// and one for each index that it is in.
///
/// - A model with hooks: [`before_delete`](crate::Hooks::before_delete) runs for every item, [`concurrency`](Self::concurrency) of them at a time.
/// - A model with unique attributes: each item is read again and deleted in a transaction of its own, which frees its guards. That costs
///   twice as much.
/// - A model with a version: it is not checked.
/// - A collection takes the items of all its models, and an open one all others as well. If one of its models has hooks or unique
///   attributes, it is [`Invalid`](crate::ErrorKind::Invalid): delete the items of each model by themselves.
///
/// # What is written meanwhile
///
/// What is deleted is what was found, by its key. An item that is written between being found and being deleted is deleted in its new
/// form, even if the filter would not let it through any more; one that is put behind the place that was read is found, and one in front
/// of it is not. Of an index the same is true of what the index does not show yet.
///
/// # When it fails, or stops
///
/// After an error nothing more is begun, and what is under way is waited for. [`Unfinished`] has the [`Checkpoint`]: what
/// is in front of it is deleted, and of what is behind it at most two pages of each segment. To delete once more what is gone is no
/// error: after [`resume`](Self::resume) everything is deleted that was to be.
///
/// Nothing is spawned: all of it happens on the task that polls. If the future is dropped, nothing is sent any more, and the last
/// checkpoint that was told is as good as that of an error.
#[must_use = "an operation does nothing until it is sent"]
pub struct BulkDelete {
    found: Box<dyn Found<Attributes>>,
    how: How,
    settings: Settings,
}

/// How items of one model or collection are deleted.
#[derive(Debug, Clone, Copy)]
struct How {
    schema: &'static TableSchema,
    step: fn(Attributes, String) -> Result<Step>,
    hook: Option<BeforeDeleteFn>,
    /// Whether what is done to an item depends on its model, which is not known.
    depends: bool,
}

impl BulkDelete {
    fn new<M: Schema + Load + 'static>(found: impl Found<Attributes> + 'static) -> Self {
        let models = M::SCHEMA.models();
        let has_guards = models.iter().any(|model| !model.unique().is_empty());
        let has_hooks = !models.is_empty() && M::LOAD.is_some();
        Self {
            found: Box::new(found),
            how: How {
                schema: M::SCHEMA,
                step: delete_of::<M>,
                hook: M::BEFORE_DELETE,
                depends: has_guards || has_hooks,
            },
            settings: Settings::default(),
        }
    }

    /// Deletes everything, or goes on with it.
    ///
    /// # Errors
    /// [`Unfinished`] says how far it has come. Its error is [`Throttled`](crate::ErrorKind::Throttled) if DynamoDB goes on leaving deletes undone,
    /// [`Invalid`](crate::ErrorKind::Invalid) and [`Encode`](crate::ErrorKind::Encode) if the query can't be sent or the collection can't be deleted like this,
    /// [`Cursor`](crate::ErrorKind::Cursor) if the checkpoint belongs to another operation, what a hook refuses, or one of every request: see
    /// [`ErrorKind`](crate::ErrorKind).
    pub async fn send(self, client: &Client) -> Result<BulkProgress, Unfinished> {
        let Self {
            found,
            how,
            settings,
        } = self;
        if how.depends {
            return Err(Unfinished::new(
                depends(),
                BulkProgress::none(settings.from),
            ));
        }
        let table = found.table(client);
        let job = Job {
            found,
            make: Box::new(move |item| Ok(Some(how.part(item, &table)))),
            alone: !how.schema.unique().is_empty(),
            of: Fingerprint::new(&[b"delete"]),
            settings,
        };
        job.run(client, client).await
    }
}

impl How {
    /// What was read may have other attributes besides its key: those of an index.
    fn part(self, mut item: Attributes, table: &str) -> Part {
        item.retain(|name, _| self.schema.key_names().any(|key| key == name));
        Part::new(DeleteFound {
            key: item,
            table: table.to_owned(),
            how: self,
        })
    }
}

fn depends() -> Error {
    Error::invalid(
        "a model of this collection has hooks or unique attributes: delete the items of each model by themselves, by its own query or scan",
    )
}

/// The delete of an item that was found.
#[derive(Clone)]
struct DeleteFound {
    key: Attributes,
    table: String,
    how: How,
}

impl Form for DeleteFound {
    fn form<'a>(self: Box<Self>, client: &'a Client) -> Loading<'a, Step> {
        Box::pin(async move {
            if let Some(hook) = self.how.hook {
                hook(self.key.clone(), client).await?;
            }
            self.declared()
        })
    }

    fn declared(self: Box<Self>) -> Result<Step> {
        (self.how.step)(self.key, self.table)
    }

    fn again(&self) -> Box<dyn Form> {
        Box::new(self.clone())
    }
}

bulk_operation!([] BulkDelete);

macro_rules! delete_all {
    ($($read:ident)*) => {$(
        impl<M: Schema + Load + 'static, T: Send + 'static, I: Index<M> + 'static> $read<M, T, I> {
            /// Deletes everything that this finds: see [`BulkDelete`]. What was selected is not read.
            pub fn delete_all(self) -> BulkDelete {
                BulkDelete::new::<M>(self.of_attributes(M::SCHEMA.key_names()))
            }
        }
    )*};
}

delete_all!(Query Scan ParallelScan);

impl fmt::Debug for BulkDelete {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BulkDelete")
            .field("found", self.found.options())
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
