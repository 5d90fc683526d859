//! Going on from page to page, and stopping at a limit.

use std::future::Future;

use super::cursor::Fingerprint;
use super::options::Options;
use super::{Attributes, Count, Cursor, Page};
use crate::client::Client;
use crate::error::Result;
use crate::schema::Schema;

/// What one request reads.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// Where to begin; `None` for the beginning.
    pub(crate) from: Option<Attributes>,
    /// How many items are wanted; `None` for all that come.
    pub(crate) wanted: Option<usize>,
}

/// What one request has read.
#[derive(Debug)]
pub(crate) struct Fetched<T> {
    pub(crate) items: Vec<T>,
    /// The key to go on from; `None` at the end.
    pub(crate) next: Option<Attributes>,
    pub(crate) scanned_count: u64,
    pub(crate) requests: u32,
}

/// What one request has counted.
#[derive(Debug)]
pub(crate) struct Counted {
    pub(crate) count: u64,
    pub(crate) scanned_count: u64,
    /// The key to go on from; `None` at the end.
    pub(crate) next: Option<Attributes>,
}

/// A query or scan, as paging sees it.
pub(crate) trait Source: Sized + Send + Sync + 'static {
    type Model: Schema;
    type Item: Send + 'static;

    fn options(&self) -> &Options;

    /// What its cursors belong to.
    fn fingerprint(&self, table: &str) -> Result<Fingerprint>;

    /// Sends one request.
    fn fetch(
        &self,
        client: &Client,
        table: &str,
        step: Step,
    ) -> impl Future<Output = Result<Fetched<Self::Item>>> + Send;

    /// Sends one request that counts.
    fn fetch_count(
        &self,
        client: &Client,
        table: &str,
        from: Option<Attributes>,
    ) -> impl Future<Output = Result<Counted>> + Send;
}

/// A query or scan on its way.
pub(crate) struct Walk<S> {
    pub(crate) source: S,
    client: Client,
    table: String,
    fingerprint: Fingerprint,
    at: At,
    left: Option<usize>,
}

/// Where a walk is.
enum At {
    From(Option<Attributes>),
    End,
}

impl<S: Source> Walk<S> {
    pub(crate) fn new(source: S, client: &Client) -> Result<Self> {
        source.options().check()?;
        let table = source.options().table.of::<S::Model>(client);
        let fingerprint = source.fingerprint(&table)?;
        let from = source
            .options()
            .after
            .clone()
            .map(|cursor| cursor.into_key(fingerprint))
            .transpose()?;
        let left = source.options().limit;
        Ok(Self {
            source,
            client: client.clone(),
            table,
            fingerprint,
            at: At::From(from),
            left,
        })
    }

    /// Sends the next request. `None` at the end.
    pub(crate) async fn step(&mut self) -> Result<Option<Page<S::Item>>> {
        let from = match &self.at {
            At::From(from) if self.left != Some(0) => from.clone(),
            _ => return Ok(None),
        };
        let fetched = self
            .source
            .fetch(
                &self.client,
                &self.table,
                Step {
                    from,
                    wanted: self.left,
                },
            )
            .await?;
        if let Some(left) = &mut self.left {
            *left = left.saturating_sub(fetched.items.len());
        }
        let cursor = fetched
            .next
            .clone()
            .map(|key| Cursor::new(self.fingerprint, key))
            .transpose()?;
        self.at = match fetched.next {
            Some(key) => At::From(Some(key)),
            None => At::End,
        };
        Ok(Some(Page {
            items: fetched.items,
            cursor,
            scanned_count: fetched.scanned_count,
            requests: fetched.requests,
        }))
    }

    /// Without a limit one page of DynamoDB, with a limit as many as it takes to fill it.
    pub(crate) async fn page(mut self) -> Result<Page<S::Item>> {
        let mut page = self.step().await?.unwrap_or(Page {
            items: Vec::new(),
            cursor: None,
            scanned_count: 0,
            requests: 0,
        });
        while self.left.is_some_and(|left| left > 0) && page.has_more() {
            let Some(more) = self.step().await? else {
                break;
            };
            page.items.extend(more.items);
            page.cursor = more.cursor;
            page.scanned_count += more.scanned_count;
            page.requests += more.requests;
        }
        Ok(page)
    }

    /// All that is left, up to the limit.
    pub(crate) async fn all(mut self) -> Result<Vec<S::Item>> {
        let mut items = Vec::new();
        while let Some(page) = self.step().await? {
            items.extend(page.items);
        }
        Ok(items)
    }

    /// Counts all that is left.
    pub(crate) async fn count(self) -> Result<Count> {
        let mut count = Count {
            count: 0,
            scanned_count: 0,
            requests: 0,
        };
        let mut at = self.at;
        while let At::From(from) = at {
            let counted = self
                .source
                .fetch_count(&self.client, &self.table, from)
                .await?;
            count.count += counted.count;
            count.scanned_count += counted.scanned_count;
            count.requests += 1;
            at = counted.next.map_or(At::End, |key| At::From(Some(key)));
        }
        Ok(count)
    }
}
