//! Writing several items, each by itself.

use std::collections::BTreeMap;
use std::fmt;
use std::pin::pin;
use std::time::Duration;

use aws_sdk_dynamodb::operation::batch_write_item::BatchWriteItemInput;
use futures_core::Stream;
use futures_util::stream::{self, StreamExt};
use tokio::time::Instant;

use super::chunk::Chunk;
use super::given::{Given, at};
use super::late::{late, time_is_up};
use super::left::Left;
use super::ready::Ready;
use super::request::request_items;
use super::run::Run;
use super::{LoadWrites, Unwritten};
use crate::client::{Client, lacking};
use crate::error::Result;
use crate::op::BatchProgress;
use crate::op::batch::pace::Pace;
use crate::op::batch::progress::Watch;
use crate::op::write::{IntoBatchWrite, Part, Written};

/// Puts and deletes any number of items of any models and tables, each by itself: some may be written and others not.
///
/// Its parts are the same operations that are sent alone, with their rules, stamps and hooks, but without conditions: DynamoDB's batches
/// have none. So no model with a version or unique attributes can be part of it: see [`Batchable`](crate::schema::Batchable). For all
/// or nothing there is [`TransactWrite`](crate::op::TransactWrite).
///
/// ```
/// use dynamo_model::{Model, op::BatchWrite};
///
/// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] id: String }
/// # #[derive(Clone, Model)] #[dynamo(table = "users")]
/// # struct User { #[dynamo(partition_key)] id: String }
/// # #[derive(Clone, Model)] #[dynamo(table = "products")]
/// # struct Product { #[dynamo(partition_key)] sku: String }
/// # async fn example(client: dynamo_model::Client, order: Order, users: Vec<User>) -> dynamo_model::Result<()> {
/// let written = BatchWrite::new()
///     .with(Order::put(&order))
///     .with_all(users.iter().map(User::put))
///     .with(Product::delete("A-1"))
///     .send(&client)
///     .await?;
/// let users = written.items::<User>()?; // as they now stand
/// # Ok(())
/// # }
/// ```
///
/// # What it sends
///
/// One request for every 25 writes or 16 MB, four of them at a time. It costs what the writes cost one by one, a write unit for every KB of
/// each item: it is faster, and no cheaper.
///
/// What DynamoDB leaves undone is sent again, after a pause of random length that grows, and so is a request that it refuses as a whole
/// for want of capacity. Eight requests in a row that write nothing are an error.
///
/// The writes of one item are made in the order in which they are given: of those that would be in one request only the last is
/// sent, and a request waits for the one before if that has an item of its own. In what order different items are written is left
/// to chance.
///
/// # When it fails
///
/// After an error, nothing more is begun, and what is under way is waited for. [`Unwritten`] then says of each write whether it is
/// done, is not done, or may be, and gives back what is left.
///
/// Nothing is spawned: all of it happens on the task that polls. If the future is dropped, nothing is sent any more. Requests that
/// were sent by then may or may not be carried out, with any of their writes; no others are.
#[derive(Clone, Default)]
#[must_use = "an operation does nothing until it is sent"]
pub struct BatchWrite {
    parts: Vec<Result<Part>>,
    pace: Pace,
    watch: Watch,
}

impl BatchWrite {
    /// A batch of no writes yet. Sent like that, it does nothing.
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn of(parts: impl Iterator<Item = Result<Part>>) -> Self {
        Self {
            parts: parts.collect(),
            ..Self::default()
        }
    }

    /// The writes of a stream of any length, of which a few are in memory at a time. See [`LoadWrites`].
    pub fn load<S>(writes: &mut S) -> LoadWrites<'_, S>
    where
        S: Stream<Item: IntoBatchWrite> + Unpin + Send,
    {
        LoadWrites::new(writes)
    }

    /// The same with this write.
    pub fn with(mut self, write: impl IntoBatchWrite) -> Self {
        self.parts.push(write.into_batch_part());
        self
    }

    /// The same with all of these writes.
    pub fn with_all<W: IntoBatchWrite>(mut self, writes: impl IntoIterator<Item = W>) -> Self {
        let parts = writes.into_iter().map(IntoBatchWrite::into_batch_part);
        self.parts.extend(parts);
        self
    }

    /// How many writes it has.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether it has no writes.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// How many requests are under way at a time, at most: 4, unless this is said.
    pub fn concurrency(mut self, requests: usize) -> Self {
        self.pace.concurrency = requests;
        self
    }

    /// How long it may take, from [`send`](Self::send) on, hooks and pauses included. Then nothing more is begun or waited for, and the error is
    /// [`Timeout`](crate::ErrorKind::Timeout): what was in a request that is under way may be written.
    pub fn deadline(mut self, time: Duration) -> Self {
        self.pace.deadline = Some(time);
        self
    }

    /// Calls this after every request.
    ///
    /// ```
    /// # use dynamo_model::Model;
    /// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
    /// # struct Order { #[dynamo(partition_key)] id: String }
    /// # async fn example(client: dynamo_model::Client, orders: Vec<Order>) -> dynamo_model::Result<()> {
    /// let write = Order::batch_put(&orders).on_progress(|progress| println!("{} of {}", progress.done, progress.total));
    /// write.send(&client).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn on_progress(mut self, callback: impl FnMut(BatchProgress) + Send + 'static) -> Self {
        self.watch = Watch::new(Box::new(callback));
        self
    }

    /// The SDK's own inputs for this, one for each request, with the declared names of the tables. To be sent one after the other: two of
    /// them may write the same item.
    ///
    /// # Errors
    /// [`Invalid`](crate::ErrorKind::Invalid) if a write has a condition, or an item more than 400 KB; and those of the `into_input` of each write.
    pub fn into_inputs(self) -> Result<Vec<BatchWriteItemInput>> {
        let mut chunks = vec![Chunk::default()];
        for (position, part) in self.parts.into_iter().enumerate() {
            let ready = Given::Part(part).declared(position);
            let mut left = Some(ready.map_err(|error| at(position, error))?);
            while let Some(ready) = left {
                if chunks.last().is_none_or(Chunk::is_full) {
                    chunks.push(Chunk::default());
                }
                left = chunks.last_mut().and_then(|chunk| chunk.add(ready));
            }
        }
        let chunks = chunks.iter().filter(|chunk| !chunk.writes().is_empty());
        chunks.map(|chunk| input(chunk.writes())).collect()
    }

    /// Writes everything. Without writes, it sends nothing.
    ///
    /// What was put is given back, but for what was written over or deleted again by a later write of the same request.
    ///
    /// # Errors
    /// [`Unwritten`] says what became of each write. Its error is [`Throttled`](crate::ErrorKind::Throttled) if DynamoDB goes on leaving writes undone,
    /// [`Timeout`](crate::ErrorKind::Timeout) at the [`deadline`](Self::deadline), or one of every request: see [`ErrorKind`](crate::ErrorKind).
    ///
    /// Before anything is sent: [`Invalid`](crate::ErrorKind::Invalid) if a write has a condition, or an item more than 400 KB,
    /// [`Validation`](crate::ErrorKind::Validation), [`Encode`](crate::ErrorKind::Encode) and what hooks refuse. The error says which operation it is, counted from
    /// 0. Hooks run one after the other, in the order of the writes.
    pub async fn send(self, client: &Client) -> Result<Written, Unwritten> {
        let Self { parts, pace, watch } = self;
        let mut writes: Vec<_> = parts.into_iter().map(Given::Part).collect();
        let count = writes.len();
        let begun = match pace.begin() {
            Ok(begun) => prepare(&mut writes, client, begun.end)
                .await
                .map(|()| begun),
            Err(error) => Err(error),
        };
        let begun = match begun {
            Ok(begun) => begun,
            Err(error) => {
                let left = not_done(0, writes);
                return Err(Unwritten::new(error, count, left, Written::default()));
            }
        };
        watch.begin();
        watch.more(count);
        let mut done = BTreeMap::new();
        let mut keep = |ready: Ready| {
            done.insert(ready.position, ready.step);
        };
        let mut source = pin!(stream::iter(writes));
        let run = Run::new(client, begun, &watch, &mut keep);
        let ending = run.finish(source.as_mut()).await;
        let written = Written::of(done.values().map(AsRef::as_ref));
        let Some(error) = ending.error else {
            return Ok(written);
        };
        let mut left = ending.left;
        left.extend(not_done(ending.taken, source.collect().await));
        Err(Unwritten::new(error, count, left, written))
    }
}

/// Makes all writes ready, until then at the latest. Those that were made ready are, whatever comes of the others.
async fn prepare(writes: &mut [Given], client: &Client, end: Option<Instant>) -> Result<()> {
    // What no batch takes is told before a hook runs.
    for (position, write) in writes.iter().enumerate() {
        if let Given::Part(Err(error)) = write {
            return Err(at(position, error.clone()));
        }
    }
    let all = async {
        for (position, write) in writes.iter_mut().enumerate() {
            let ready = write.ready(position, client).await;
            *write = Given::Ready(Box::new(ready.map_err(|error| at(position, error))?));
        }
        Ok(())
    };
    tokio::select! {
        biased;
        () = time_is_up(end) => Err(late()),
        prepared = all => prepared,
    }
}

/// What was not begun, from this position on.
fn not_done(first: usize, writes: Vec<Given>) -> Vec<Left> {
    let writes = writes.into_iter().enumerate();
    writes
        .map(|(index, write)| Left::not_done(first + index, write))
        .collect()
}

fn input(writes: &[Ready]) -> Result<BatchWriteItemInput> {
    BatchWriteItemInput::builder()
        .set_request_items(Some(request_items(writes)?))
        .build()
        .map_err(lacking)
}

impl fmt::Debug for BatchWrite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchWrite")
            .field("writes", &self.parts.len())
            .field("pace", &self.pace)
            .finish_non_exhaustive()
    }
}
