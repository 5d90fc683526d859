//! Reading several items as they are at the same moment.

use std::fmt;
use std::sync::Arc;

use aws_sdk_dynamodb::operation::transact_get_items::TransactGetItemsInput;

use super::reads::Reads;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::op::backoff::Backoff;
use crate::op::batch::read::gets::{Gets, Names};
use crate::op::batch::{All, Append, Groups, One, ReadsOne};

/// Reads several items as they are at the same moment, of any models and tables.
///
/// It is made of gets, as a [`BatchGet`](crate::op::BatchGet) is, and gives back the same: an `Option` for each [`with`](Self::with), a `Vec` of
/// such for each [`with_all`](Self::with_all), and a tuple if there are several. `None` says that nothing is there.
///
/// ```
/// # use dynamo_model::{Client, Model, Projection, Result};
/// # #[derive(Debug, Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String }
/// # #[derive(Debug, Clone, Model)] #[dynamo(table = "users")]
/// # struct User { #[dynamo(partition_key)] id: String, name: String }
/// # #[derive(Debug, Projection)] #[dynamo(of = User)] struct Brief { name: String }
/// use dynamo_model::op::TransactGet;
///
/// async fn order_and_user(client: &Client) -> Result<(Option<Order>, Option<Brief>)> {
///     TransactGet::new()
///         .with(Order::get(("c-17", "1")))
///         .with(User::get("c-17").project::<Brief>())
///         .retry_conflicts(3)
///         .send(client)
///         .await
/// }
/// ```
///
/// # Limits and cost
///
/// One request, of at most 100 different items and 4 MB together, of one account and region. Each item costs two read units for every 4 KB: twice as
/// much as a consistent read. It sees every write that was answered before: [`consistent`](crate::op::Get::consistent) makes no difference.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html>
///
/// DynamoDB cancels it if something else writes to one of the items at the same time, and says [`Conflict`](ErrorKind::Conflict).
/// [`BatchGet`](crate::op::BatchGet) is cheaper and larger, where the items need not be of the same moment.
#[must_use = "an operation does nothing until it is sent"]
pub struct TransactGet<S = ()> {
    groups: S,
    retries: u32,
}

impl TransactGet {
    /// A transaction of nothing yet.
    pub fn new() -> Self {
        Self {
            groups: (),
            retries: 0,
        }
    }
}

impl Default for TransactGet {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> TransactGet<S> {
    /// Reads one item more. It is given back as an `Option`, behind what is read already.
    pub fn with<G: ReadsOne, L>(self, get: G) -> TransactGet<L>
    where
        S: Append<One<G::Item>, Longer = L>,
    {
        TransactGet {
            groups: self.groups.append(One::new(get.sought())),
            retries: self.retries,
        }
    }

    /// Reads several items more. They are given back as a `Vec` of `Option`s, in the order of the gets, behind what is read already.
    pub fn with_all<G: ReadsOne>(self, gets: impl IntoIterator<Item = G>) -> TransactGet<S::Longer>
    where
        S: Append<All<G::Item>>,
    {
        let gets = gets.into_iter().map(ReadsOne::sought);
        TransactGet {
            groups: self.groups.append(All::new(gets)),
            retries: self.retries,
        }
    }

    /// Tries up to so many times again if something else is at work on one of the items, or a table lacks the capacity, after pauses of
    /// random length. Without this, it is tried once.
    ///
    /// The longest that the first pause may be is 50 milliseconds, and it doubles up to 3.2 seconds.
    pub fn retry_conflicts(mut self, times: u32) -> Self {
        self.retries = times;
        self
    }
}

impl<S: Groups> TransactGet<S> {
    /// The SDK's own input for this operation.
    ///
    /// # Errors
    /// As [`send`](Self::send), of what is found before anything is sent.
    pub fn into_input(mut self) -> Result<TransactGetItemsInput> {
        reads(&mut self.groups, Names::Declared)?.into_input()
    }

    /// Reads the items. Nothing to read is no request.
    ///
    /// The same item given twice is read once, and given back in both places, if the same is asked of it: DynamoDB refuses two gets of one
    /// item. If not the same is asked of it, that is an error here.
    ///
    /// An error that is about one of the gets says about which: they are counted from 0, those of all groups together.
    /// [`Error::failures`](crate::Error::failures) has every get that the transaction was cancelled for.
    ///
    /// # Errors
    /// [`Encode`](ErrorKind::Encode) if a key has no stored form; [`Invalid`](ErrorKind::Invalid) if there are more than 100 items,
    /// or two gets that ask something else of one item; [`Conflict`](ErrorKind::Conflict) if something else is at work on an item;
    /// [`Throttled`](ErrorKind::Throttled) if a table lacks the capacity; [`Decode`](ErrorKind::Decode) if a stored item does not fit
    /// the model; those of the models' hooks, and those of every request: see [`ErrorKind`].
    pub async fn send(mut self, client: &Client) -> Result<S::Output> {
        let reads = Arc::new(reads(&mut self.groups, Names::Of(client))?);
        let mut backoff = Backoff::retries(self.retries);
        while let Err(error) = reads.send(client).await {
            if !is_passing(&error) || !backoff.wait(false).await {
                return Err(error);
            }
        }
        match self.groups.take(client).await {
            (items, None) => Ok(S::whole(items)),
            (_, Some(error)) => Err(error),
        }
    }
}

/// Whether it would go through at another moment.
fn is_passing(error: &Error) -> bool {
    let was_cancelled = !error.failures().is_empty();
    match error.kind() {
        ErrorKind::Conflict => true,
        ErrorKind::Throttled => was_cancelled,
        _ => false,
    }
}

fn reads<S: Groups>(groups: &mut S, names: Names<'_>) -> Result<Reads> {
    let mut gets = Gets::default();
    groups.ask(&mut gets, names)?;
    Reads::of(gets)
}

impl<S: fmt::Debug> fmt::Debug for TransactGet<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransactGet")
            .field("groups", &self.groups)
            .field("retry_conflicts", &self.retries)
            .finish_non_exhaustive()
    }
}
