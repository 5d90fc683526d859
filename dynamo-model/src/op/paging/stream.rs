//! Streams: items or pages, read as they are asked for.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::walk::{Source, Walk};
use crate::client::Client;
use crate::error::Result;
use crate::op::Page;

/// Items or pages, read as they are asked for: the next request is sent when what the last one brought is used up, and those of
/// a [`ParallelScan`](crate::op::ParallelScan) as it says.
///
/// It is a [`Stream`], and has [`next`](Self::next) and [`collect`](Self::collect) of its own, so that no import is needed. After an error it ends.
///
/// ```
/// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
/// # use dynamo_model::Model;
/// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String }
/// let mut orders = Order::query("c-17").stream(&client);
/// while let Some(order) = orders.next().await {
///     println!("{}", order?.id);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream does nothing until it is polled"]
pub struct ReadStream<T>(Pin<Box<dyn Stream<Item = Result<T>> + Send>>);

impl<T: Send + 'static> ReadStream<T> {
    /// The next one; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T>> {
        self.0.next().await
    }

    /// All of them. They are held in memory together.
    ///
    /// # Errors
    /// Those of the requests; what was read before is then dropped.
    pub async fn collect(self) -> Result<Vec<T>> {
        self.0.try_collect().await
    }
}

impl<T: Send + 'static> ReadStream<T> {
    /// What `next` makes of a state, until it makes nothing more. A state that could not be made is an error, the first and only
    /// thing that the stream brings.
    pub(crate) fn of<S, N, F>(state: Result<S>, next: N) -> Self
    where
        S: Send + 'static,
        N: FnMut(S) -> F + Send + 'static,
        F: Future<Output = Result<Option<(T, S)>>> + Send + 'static,
    {
        match state {
            Ok(state) => Self(Box::pin(stream::try_unfold(state, next))),
            Err(error) => Self(Box::pin(stream::once(std::future::ready(Err(error))))),
        }
    }
}

impl<T: Send + 'static> ReadStream<Vec<T>> {
    /// One after the other.
    pub(crate) fn flatten(self) -> ReadStream<T> {
        let items = self.map_ok(|items| stream::iter(items.into_iter().map(Ok)));
        ReadStream(Box::pin(items.try_flatten()))
    }
}

impl<T> Stream for ReadStream<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(cx)
    }
}

impl<T> fmt::Debug for ReadStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReadStream")
    }
}

/// The pages of a query or scan: one for each request.
pub(crate) fn pages<S: Source>(source: S, client: &Client) -> ReadStream<Page<S::Item>> {
    ReadStream::of(Walk::new(source, client), async |mut walk| {
        Ok(walk.next_page().await?.map(|page| (page, walk)))
    })
}

/// The items of a query or scan.
pub(crate) fn items<S: Source>(source: S, client: &Client) -> ReadStream<S::Item> {
    let walk = Walk::new(source, client).and_then(Walk::forward);
    let items = ReadStream::of(walk, async |mut walk| {
        Ok(walk.next_items().await?.map(|items| (items, walk)))
    });
    items.flatten()
}
