//! Reading any number of items by their keys, a hundred after the other.

use std::pin::Pin;

use futures_core::Stream;
use futures_util::stream::StreamExt;

use super::groups::All;
use super::sought::{ReadsOne, Sought};
use super::split::MOST_KEYS;
use super::whole::read;
use super::{Lookup, Unread};
use crate::client::Client;
use crate::error::{Error, Result};
use crate::op::ReadStream;
use crate::op::batch::pace::{Begun, Pace};
use crate::op::batch::progress::Watch;

/// What a chunk of gets has brought.
type Chunk<T> = std::result::Result<Vec<Option<T>>, Unread<All<T>>>;

/// What is left of a stream.
struct Rest<T: Send + 'static> {
    chunks: Pin<Box<dyn Stream<Item = Chunk<T>> + Send>>,
    /// What a chunk has failed with, when all that it has read in front is given out.
    failed: Option<Error>,
}

/// The items of these gets, in their order.
pub(super) fn stream<G: ReadsOne + 'static>(
    gets: impl Stream<Item = G> + Send + 'static,
    client: &Client,
    pace: Pace,
    watch: Watch,
) -> ReadStream<Option<G::Item>> {
    let client = client.clone();
    let begun = pace.begin();
    let chunks = gets
        .map(ReadsOne::sought)
        .chunks(MOST_KEYS)
        .map({
            // Each chunk is read by one request at a time.
            let pace = begun.clone().map(|begun| Begun {
                concurrency: 1,
                ..begun
            });
            move |gets| chunk(gets, client.clone(), pace.clone(), watch.clone())
        })
        .buffered(pace.concurrency);
    let rest = Rest {
        chunks: Box::pin(chunks),
        failed: None,
    };
    ReadStream::of(begun.map(|_| rest), next).flatten()
}

/// Reads one chunk.
async fn chunk<T: Send + 'static>(
    gets: Vec<Sought<T>>,
    client: Client,
    pace: Result<Begun>,
    watch: Watch,
) -> Chunk<T> {
    read(All::new(gets), &client, pace, &watch).await
}

/// What the next chunk has brought. Of one that has failed, this is what stands in front of the first item that was not read.
async fn next<T: Send + 'static>(mut rest: Rest<T>) -> Result<Option<(Vec<Option<T>>, Rest<T>)>> {
    if let Some(error) = rest.failed.take() {
        return Err(error);
    }
    let items = match rest.chunks.next().await {
        None => return Ok(None),
        Some(Ok(items)) => items,
        Some(Err(unread)) => {
            let (error, partial) = unread.into_parts();
            rest.failed = Some(error);
            let read = partial.into_iter().take_while(|item| !item.is_unread());
            read.map(Lookup::found).collect()
        }
    };
    Ok(Some((items, rest)))
}
