//! Streams: items or pages, read as they are asked for.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::Page;
use super::walk::{Source, Walk};
use crate::client::Client;
use crate::error::Result;

/// Items or pages, read as they are asked for: the next request is sent when what the last one brought is used up.
///
/// It is a [`Stream`], and has [`next`](Self::next) and [`collect`](Self::collect) of its own, so that no import is needed. After an error it ends.
///
/// ```
/// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
/// # use dynamo_model::Model;
/// # #[derive(Model)] #[dynamo(table = "orders")]
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
    // An error in setting out is the first and only thing that the stream brings.
    let walk = stream::once(std::future::ready(Walk::new(source, client)));
    let pages = walk.map_ok(|walk| {
        stream::try_unfold(walk, async |mut walk| {
            Ok(walk.step().await?.map(|page| (page, walk)))
        })
    });
    ReadStream(Box::pin(pages.try_flatten()))
}

/// The items of a query or scan.
pub(crate) fn items<S: Source>(source: S, client: &Client) -> ReadStream<S::Item> {
    let pages = pages(source, client);
    let items = pages
        .map_ok(|page| stream::iter(page.items.into_iter().map(Ok)))
        .try_flatten();
    ReadStream(Box::pin(items))
}
