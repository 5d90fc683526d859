//! Reading many items of one table by their keys, in as few requests as DynamoDB allows.

mod answer;
mod keys;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

use aws_sdk_dynamodb::types::KeysAndAttributes;
use aws_sdk_dynamodb::types::builders::KeysAndAttributesBuilder;
use futures_util::stream::{self, StreamExt, TryStreamExt};

use self::keys::Wanted;
use super::Attributes;
use super::backoff::{ATTEMPTS, Backoff};
use super::reading::view::{View, misfit};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::expr::Renderer;
use crate::schema::Schema;

/// How many keys a request may have:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>.
const MOST_KEYS: usize = 100;

/// How many requests are under way at once. One alone brings up to 16 MB; more than a few would use up a table's
/// capacity in bursts, and end in what DynamoDB leaves undone.
const AT_ONCE: usize = 4;

/// What was read of many items.
#[derive(Debug)]
pub(crate) struct Many<T> {
    /// For each key what is there under it, in the order in which the keys were given. `None` where nothing is.
    pub(crate) items: Vec<Option<T>>,
    /// How many requests were sent.
    pub(crate) requests: u32,
}

/// Reads the items of these keys from a table. The same key may be given several times: it is read once, and what is read is
/// given for each.
///
/// What DynamoDB leaves undone, because an answer would be larger than 16 MB or for want of capacity, is asked for again.
///
/// # Errors
/// [`Throttled`](ErrorKind::Throttled) if DynamoDB goes on leaving keys undone, [`Decode`](ErrorKind::Decode) if an item does not fit, and those
/// of every request. What was read is then dropped.
pub(crate) async fn read_many<M: Schema, T: Send + 'static>(
    client: &Client,
    table: &str,
    keys: Vec<Attributes>,
    consistent: bool,
    view: &View<T>,
) -> Result<Many<T>> {
    let mut items: Vec<Option<T>> = keys.iter().map(|_| None).collect();
    let wanted = Wanted::new(M::SCHEMA.key_names().collect(), keys)?;
    let reading = Reading {
        client,
        table,
        view,
        request: request::<M, T>(consistent, view),
        unread: AtomicUsize::new(wanted.len()),
        requests: AtomicU32::new(0),
        wanted: Arc::new(wanted),
    };
    for (place, item) in reading.all().await? {
        if let Some(slot) = items.get_mut(place) {
            *slot = Some(item);
        }
    }
    Ok(Many {
        items,
        requests: reading.requests.into_inner(),
    })
}

/// What all requests have in common: everything but the keys.
fn request<M: Schema, T>(consistent: bool, view: &View<T>) -> KeysAndAttributesBuilder {
    let mut renderer = Renderer::new();
    let projection = view.render(&mut renderer, M::SCHEMA.key_names());
    KeysAndAttributes::builder()
        .set_consistent_read(consistent.then_some(true))
        .set_projection_expression(projection)
        .set_expression_attribute_names(renderer.finish().names)
}

/// A read of many items on its way.
struct Reading<'a, T> {
    client: &'a Client,
    table: &'a str,
    view: &'a View<T>,
    request: KeysAndAttributesBuilder,
    wanted: Arc<Wanted>,
    /// How many keys have not been read yet.
    unread: AtomicUsize,
    /// How many requests were sent.
    requests: AtomicU32,
}

/// What was found, and its place in the result.
type Found<T> = Vec<(usize, T)>;

/// What one request has read.
struct Answer<T> {
    found: Found<T>,
    /// The positions of the keys that DynamoDB has left undone.
    undone: Vec<usize>,
}

impl<T: Send + 'static> Reading<'_, T> {
    /// Reads everything, a few requests at a time. The first error ends it.
    async fn all(&self) -> Result<Found<T>> {
        let positions: Vec<usize> = (0..self.wanted.len()).collect();
        let parts: Vec<_> = positions
            .chunks(MOST_KEYS)
            .map(|part| self.part(part.to_vec()))
            .collect();
        stream::iter(parts)
            .buffer_unordered(AT_ONCE)
            .try_concat()
            .await
    }

    /// Reads the keys at these positions, and asks again for what is left undone.
    async fn part(&self, mut positions: Vec<usize>) -> Result<Found<T>> {
        let mut found = Vec::with_capacity(positions.len());
        let mut backoff = Backoff::default();
        while !positions.is_empty() {
            let answer = self.send(&positions).await?;
            let read = positions.len().saturating_sub(answer.undone.len());
            self.unread.fetch_sub(read, Ordering::Relaxed);
            found.extend(answer.found);
            positions = answer.undone;
            if !positions.is_empty() && !backoff.wait(read > 0).await {
                return Err(self.gave_up());
            }
        }
        Ok(found)
    }

    fn gave_up(&self) -> Error {
        let (unread, all) = (self.unread.load(Ordering::Relaxed), self.wanted.len());
        let message = format!(
            "{unread} of {all} keys are unread, and {ATTEMPTS} requests in a row have read nothing: DynamoDB lacks the \
             capacity for now; slow down, or raise the capacity"
        );
        self.doing(Error::new(ErrorKind::Throttled, message))
    }

    /// Says which request an error belongs to.
    fn doing(&self, error: Error) -> Error {
        match error.kind() {
            ErrorKind::Throttled | ErrorKind::Response => {
                error.while_doing(format!("{} on table `{}`", answer::OPERATION, self.table))
            }
            _ => misfit(answer::OPERATION, self.table, error),
        }
    }
}
