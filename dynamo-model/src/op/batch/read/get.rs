//! Reading many items by their keys.

use std::fmt;
use std::time::Duration;

use aws_sdk_dynamodb::operation::batch_get_item::BatchGetItemInput;
use futures_core::Stream;

use super::Unread;
use super::gets::Names;
use super::groups::{All, Append, Groups, One};
use super::sought::ReadsOne;
use super::split::split;
use super::stream::stream;
use super::whole::{batch, read};
use crate::client::{Client, lacking};
use crate::error::Result;
use crate::op::ReadStream;
use crate::op::batch::pace::Pace;
use crate::op::batch::progress::BatchProgress;
use crate::op::batch::progress::Watch;

/// Reads many items by their keys, of any models and tables.
///
/// It is made of gets, each with all that it was told: a projection, a consistent read, another table. What it gives back follows
/// from them: an `Option` for each [`with`](Self::with), a `Vec` of such for each [`with_all`](Self::with_all), and a tuple if there are
/// several, up to twelve. The items come in the order of the gets, and `None` says that nothing is there.
/// [`Model::batch_get`](crate::Model::batch_get) is the short way for keys of one model.
///
/// ```
/// # use dynamo_model::{Client, Model, Result};
/// # #[derive(Debug, Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String }
/// # #[derive(Debug, Clone, Model)] #[dynamo(table = "users")]
/// # struct User { #[dynamo(partition_key)] id: String, name: String }
/// use dynamo_model::op::BatchGet;
///
/// async fn order_and_users(ids: &[String], client: &Client) -> Result<(Option<Order>, Vec<Option<User>>)> {
///     let read = BatchGet::new()
///         .with(Order::get(("c-17", "1")).consistent())
///         .with_all(ids.iter().map(User::get))
///         .send(client)
///         .await?;
///     Ok(read)
/// }
/// ```
///
/// # Requests and cost
///
/// A request has up to 100 keys, of all tables together; gets of one table that differ in their projection or in being consistent go into
/// different ones. Four requests are under way at a time ([`concurrency`](Self::concurrency)). An item that is asked for several times in the
/// same way is read once, and given back each time. Each costs half a read unit for every 4 KB, or a whole one if the read is
/// consistent; one that is not there costs as much as a small one.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>
///
/// What DynamoDB leaves undone, because an answer would be larger than 16 MB or for want of capacity, is asked for again, after a pause
/// of random length that doubles while nothing is read. After eight requests in a row that read nothing, the batch fails.
///
/// Each item is read as it is at its own moment. [`TransactGet`](crate::op::TransactGet) reads all of them at the same.
#[must_use = "an operation does nothing until it is sent"]
pub struct BatchGet<S = ()> {
    groups: S,
    pace: Pace,
    watch: Watch,
}

impl BatchGet {
    /// A batch of nothing yet.
    pub fn new() -> Self {
        Self::of(())
    }

    /// Reads any number of items, in constant memory: the results come in the order of the gets, each `None` where nothing is.
    ///
    /// Gets are taken from the stream a hundred at a time, which are one request if they are of one table; the same key is read once only
    /// within such a hundred. [`concurrency`](Self::concurrency) of these are under way or wait to be taken, so that no more than
    /// `100 * (concurrency + 1)` gets are taken ahead. Nothing is spawned: it all happens on the task that polls.
    ///
    /// What was read in front of an item that could not be read is given out first, then the error, and then the stream ends. A
    /// [`deadline`](Self::deadline) is that of the whole stream.
    ///
    /// ```
    /// # use dynamo_model::{Client, Model, Result};
    /// # #[derive(Debug, Clone, Model)] #[dynamo(table = "users")]
    /// # struct User { #[dynamo(partition_key)] id: u32, name: String }
    /// use dynamo_model::op::BatchGet;
    /// use futures_util::stream;
    ///
    /// async fn print_all(client: &Client) -> Result<()> {
    ///     let gets = stream::iter((0..1_000_000).map(User::get));
    ///     let mut users = BatchGet::new().concurrency(8).stream(gets, client);
    ///     while let Some(user) = users.next().await {
    ///         println!("{:?}", user?);
    ///     }
    ///     Ok(())
    /// }
    /// ```
    pub fn stream<G: ReadsOne + 'static>(
        self,
        gets: impl Stream<Item = G> + Send + 'static,
        client: &Client,
    ) -> ReadStream<Option<G::Item>> {
        stream(gets, client, self.pace, self.watch)
    }
}

impl Default for BatchGet {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> BatchGet<S> {
    pub(crate) fn of(groups: S) -> Self {
        Self {
            groups,
            pace: Pace::default(),
            watch: Watch::default(),
        }
    }

    /// Reads one item more. It is given back as an `Option`, behind what is read already.
    pub fn with<G: ReadsOne, L>(self, get: G) -> BatchGet<L>
    where
        S: Append<One<G::Item>, Longer = L>,
    {
        self.and(One::new(get.sought()))
    }

    /// Reads any number of items more. They are given back as a `Vec` of `Option`s, in the order of the gets, behind what is read
    /// already.
    pub fn with_all<G: ReadsOne, L>(self, gets: impl IntoIterator<Item = G>) -> BatchGet<L>
    where
        S: Append<All<G::Item>, Longer = L>,
    {
        self.and(All::new(gets.into_iter().map(ReadsOne::sought)))
    }

    fn and<A>(self, group: A) -> BatchGet<S::Longer>
    where
        S: Append<A>,
    {
        BatchGet {
            groups: self.groups.append(group),
            pace: self.pace,
            watch: self.watch,
        }
    }

    /// How many requests are under way at a time, at most: 4, unless this is said.
    pub fn concurrency(mut self, requests: usize) -> Self {
        self.pace.concurrency = requests;
        self
    }

    /// Ends after this time, counted from when it is sent: no request is begun or waited for beyond it. What is not read by then is
    /// [`Lookup::Unread`](super::Lookup::Unread), and the error is a [`Timeout`](crate::ErrorKind::Timeout). Hooks of what was read run to their end.
    pub fn deadline(mut self, time: Duration) -> Self {
        self.pace.deadline = Some(time);
        self
    }

    /// Calls this function whenever a request is answered, or fails.
    ///
    /// ```
    /// # use dynamo_model::Model;
    /// # #[derive(Clone, Model)] #[dynamo(table = "users")]
    /// # struct User { #[dynamo(partition_key)] id: u32 }
    /// let users = User::batch_get(0..10_000)
    ///     .on_progress(|progress| println!("{} of {}", progress.done, progress.total));
    /// ```
    pub fn on_progress(mut self, callback: impl FnMut(BatchProgress) + Send + 'static) -> Self {
        self.watch = Watch::new(Box::new(callback));
        self
    }
}

impl<S: Groups> BatchGet<S> {
    /// The SDK's own inputs for this operation: one for each request, if DynamoDB leaves nothing undone.
    ///
    /// # Errors
    /// [`Encode`](crate::ErrorKind::Encode) if a key has no stored form.
    pub fn into_inputs(mut self) -> Result<Vec<BatchGetItemInput>> {
        let batch = batch(&mut self.groups, Names::Declared)?;
        let parts = split(&batch.sections);
        let inputs = parts.iter().map(|part| {
            let mut input = BatchGetItemInput::builder();
            for slice in &part.0 {
                let section = batch.section(slice)?;
                let asked = section.request(&slice.positions)?;
                input = input.request_items(section.table(), asked);
            }
            input.build().map_err(lacking)
        });
        inputs.collect()
    }

    /// Reads the items.
    ///
    /// An error ends it: no request is begun any more, and those that are under way are waited for. [`Unread`] has the error and everything
    /// that was read; `?` makes an [`Error`](crate::Error) of it. Nothing to read is no request.
    ///
    /// # Errors
    /// [`Encode`](crate::ErrorKind::Encode) if a key has no stored form, [`Decode`](crate::ErrorKind::Decode) if a stored item does not
    /// fit the model, [`Throttled`](crate::ErrorKind::Throttled) if DynamoDB goes on leaving keys undone,
    /// [`Timeout`](crate::ErrorKind::Timeout) at the [`deadline`](Self::deadline), those of the models' hooks, and those of every request: see
    /// [`ErrorKind`](crate::ErrorKind).
    pub async fn send(self, client: &Client) -> std::result::Result<S::Output, Unread<S>> {
        let Self {
            groups,
            pace,
            watch,
        } = self;
        read(groups, client, pace.begin(), &watch).await
    }
}

impl<S: fmt::Debug> fmt::Debug for BatchGet<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchGet")
            .field("groups", &self.groups)
            .field("concurrency", &self.pace.concurrency)
            .field("deadline", &self.pace.deadline)
            .finish_non_exhaustive()
    }
}
