//! Going on from page to page, and stopping at a limit.

use std::future::Future;
use std::sync::Arc;

use super::bytes::StoredKey;
use super::cursor::Place;
use super::fingerprint::Fingerprint;
use super::order::Order;
use super::origin::Origin;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::op::reading::options::Options;
use crate::op::{Attributes, Count, Cursor, Page};
use crate::schema::Schema;

/// What one request reads.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// Where to begin; `None` for the beginning, or for the end if it goes backward.
    pub(crate) from: Option<Attributes>,
    /// Whether it goes against the order of the query.
    pub(crate) backward: bool,
    pub(crate) wanted: Wanted,
}

impl Step {
    /// The first of all, when no cursor is known.
    pub(crate) fn first(options: &Options) -> Self {
        Self {
            from: None,
            backward: options.is_backward(),
            wanted: Wanted {
                items: options.limit,
                misses: 0,
                first: false,
            },
        }
    }
}

/// What is wanted of the answer to one request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// How many items; `None` for all that come.
    pub(crate) items: Option<usize>,
    /// How many requests before this one have read items that are not among these: of other models.
    pub(crate) misses: u32,
    /// Whether the key of the first item is.
    pub(crate) first: bool,
}

impl Wanted {
    pub(crate) fn max(self) -> usize {
        self.items.unwrap_or(usize::MAX)
    }
}

/// What one request has read.
#[derive(Debug)]
pub(crate) struct Fetched<T> {
    pub(crate) items: Vec<T>,
    /// The key of the first item, if that was wanted and there is one.
    pub(crate) first: Option<Attributes>,
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

    /// The order of its items. Without one, there is no page before a page.
    ///
    /// # Errors
    /// If the key condition has no stored form.
    fn order(&self) -> Result<Option<Order>>;

    /// What its cursors belong to.
    fn fingerprint(&self, table: &str) -> Result<Fingerprint>;

    /// What its pages make cursors from.
    fn origin(&self, fingerprint: Fingerprint) -> Origin;

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
        step: Step,
    ) -> impl Future<Output = Result<Counted>> + Send;
}

/// A query or scan on its way.
pub(crate) struct Walk<S> {
    pub(crate) source: S,
    client: Client,
    table: String,
    fingerprint: Fingerprint,
    origin: Arc<Origin>,
    order: Option<Order>,
    at: At,
    backward: bool,
    items_left: Option<usize>,
    misses: u32,
    requests_left: Option<u32>,
}

/// Where a walk is.
enum At {
    From(Option<Attributes>),
    End,
}

impl<S: Source> Walk<S> {
    pub(crate) fn new(source: S, client: &Client) -> Result<Self> {
        let options = source.options();
        options.check()?;
        let table = options.table.of::<S::Model>(client);
        let fingerprint = source.fingerprint(&table)?;
        let backward = options.is_backward();
        let cursor = options.after.clone().or_else(|| options.before.clone());
        let place = cursor
            .map(|cursor| cursor.into_place(fingerprint))
            .transpose()?;
        let order = source.order()?;
        let at = At::beginning(place, order.as_ref(), backward);
        Ok(Self {
            client: client.clone(),
            table,
            fingerprint,
            origin: Arc::new(source.origin(fingerprint)),
            at,
            order,
            backward,
            items_left: options.limit,
            misses: 0,
            requests_left: options.max_requests,
            source,
        })
    }

    /// Begins behind the item with this key, if there is one.
    pub(crate) fn going_on_from(mut self, key: Option<StoredKey>) -> Self {
        if let Some(key) = key {
            self.at = At::From(Some(key.into_attributes()));
        }
        self
    }

    /// Goes on from this place.
    ///
    /// # Errors
    /// If it is one of another query.
    pub(crate) fn resumed(mut self, cursor: Cursor) -> Result<Self> {
        let place = cursor.into_place(self.fingerprint)?;
        self.at = At::beginning(Some(place), self.order.as_ref(), self.backward);
        Ok(self)
    }

    /// The place where it is.
    pub(crate) fn place(&self) -> Result<Cursor> {
        match &self.at {
            At::From(Some(key)) => Cursor::at(self.fingerprint, key.clone()),
            At::From(None) => Ok(Cursor::new(self.fingerprint, Place::Start)),
            At::End => Ok(Cursor::new(self.fingerprint, Place::End)),
        }
    }

    /// Refuses to go backward.
    pub(crate) fn forward(self) -> Result<Self> {
        if self.backward {
            return Err(Error::invalid(
                "read backward, a stream would bring the nearest item first, against the order of the query; use `send`, `pages` or `all`",
            ));
        }
        Ok(self)
    }

    /// Whether there is more to read.
    pub(crate) fn goes_on(&self) -> bool {
        matches!(self.at, At::From(_)) && self.items_left != Some(0)
    }

    /// The next request, unless it is the end or a limit is reached. What comes of the request decides where the walk
    /// then is.
    fn set_out(&mut self, ends: bool) -> Option<Step> {
        let At::From(from) = &self.at else {
            return None;
        };
        if self.items_left == Some(0) || self.requests_left == Some(0) {
            return None;
        }
        if let Some(left) = &mut self.requests_left {
            *left = left.saturating_sub(1);
        }
        Some(Step {
            from: from.clone(),
            backward: self.backward,
            wanted: Wanted {
                items: self.items_left,
                misses: self.misses,
                first: ends && from.is_some() && self.order.is_some(),
            },
        })
    }

    /// Sends the next request. `None` at the end, and where a limit is reached.
    ///
    /// The page is in the order of reading: its `previous` is where the reading began, its `cursor` where it goes on, even if it
    /// goes backward. `ends` says whether the former is wanted.
    async fn step(&mut self, ends: bool) -> Result<Option<Page<S::Item>>> {
        let Some(step) = self.set_out(ends) else {
            return Ok(None);
        };
        let began = step.wanted.first;
        let fetched = self.source.fetch(&self.client, &self.table, step).await?;
        if let Some(left) = &mut self.items_left {
            *left = left.saturating_sub(fetched.items.len());
        }
        let found = u64::try_from(fetched.items.len()).unwrap_or(u64::MAX);
        self.misses += u32::from(found < fetched.scanned_count);
        self.at = self.behind(fetched.next);
        let cursor = match &self.at {
            At::From(next) => self.cursor(next.clone())?,
            At::End => None,
        };
        let previous = match self.cursor(fetched.first)? {
            _ if !began => None,
            // Nothing was found: what was read lies between where it began and where it goes on.
            None => cursor.clone().or_else(|| Some(self.far_end())),
            first => first,
        };
        Ok(Some(Page {
            items: fetched.items,
            cursor,
            previous,
            scanned_count: fetched.scanned_count,
            requests: fetched.requests,
            origin: Arc::clone(&self.origin),
        }))
    }

    /// The page behind a place beyond which there is nothing: it takes no request to know.
    fn nothing(&self) -> Page<S::Item> {
        Page {
            items: Vec::new(),
            cursor: None,
            previous: self.order.as_ref().map(|_| self.far_end()),
            scanned_count: 0,
            requests: 0,
            origin: Arc::clone(&self.origin),
        }
    }

    /// Where it is behind the place at which DynamoDB has stopped.
    fn behind(&self, stopped: Option<Attributes>) -> At {
        let ends_at = |key: &Attributes| {
            let order = self.order.as_ref();
            order.is_some_and(|order| order.ends_at(key, self.backward))
        };
        match stopped.filter(|key| !ends_at(key)) {
            Some(key) => At::From(Some(key)),
            None => At::End,
        }
    }

    fn cursor(&self, key: Option<Attributes>) -> Result<Option<Cursor>> {
        key.map(|key| Cursor::at(self.fingerprint, key)).transpose()
    }

    /// The end that this walk goes to.
    fn far_end(&self) -> Cursor {
        let place = if self.backward {
            Place::Start
        } else {
            Place::End
        };
        Cursor::new(self.fingerprint, place)
    }

    /// A page in the order of the query.
    fn turn(&self, page: Page<S::Item>) -> Page<S::Item> {
        if self.backward { page.turn() } else { page }
    }

    /// The page of the next request. `None` at the end, and where a limit is reached.
    pub(crate) async fn next_page(&mut self) -> Result<Option<Page<S::Item>>> {
        let page = self.step(true).await?;
        Ok(page.map(|page| self.turn(page)))
    }

    /// The items of the next request. `None` at the end, and where the limit of items is reached.
    pub(crate) async fn next_items(&mut self) -> Result<Option<Vec<S::Item>>> {
        match self.step(false).await? {
            Some(page) => Ok(Some(page.items)),
            None => self.complete().map(|()| None),
        }
    }

    /// What gives no cursor must not pass off a part for the whole.
    fn complete(&self) -> Result<()> {
        if self.goes_on() {
            return Err(too_many_requests());
        }
        Ok(())
    }

    /// Without a limit one page of DynamoDB, with a limit as many as it takes to fill it.
    pub(crate) async fn page(mut self) -> Result<Page<S::Item>> {
        let mut page = self.step(true).await?.unwrap_or_else(|| self.nothing());
        while self.items_left.is_some_and(|left| left > 0) {
            let Some(more) = self.step(page.is_empty()).await? else {
                break;
            };
            page.append(more);
        }
        Ok(self.turn(page))
    }

    /// All that is left, up to the limit.
    pub(crate) async fn all(mut self) -> Result<Vec<S::Item>> {
        let mut items = Vec::new();
        while let Some(more) = self.next_items().await? {
            items.extend(more);
        }
        if self.backward {
            items.reverse();
        }
        Ok(items)
    }

    /// Sends the next request, which only counts. `None` at the end.
    pub(crate) async fn next_count(&mut self) -> Result<Option<Count>> {
        self.items_left = None;
        let Some(step) = self.set_out(false) else {
            return self.complete().map(|()| None);
        };
        let counted = self
            .source
            .fetch_count(&self.client, &self.table, step)
            .await?;
        self.at = self.behind(counted.next);
        Ok(Some(Count {
            count: counted.count,
            scanned_count: counted.scanned_count,
            requests: 1,
        }))
    }

    /// Counts all that is left.
    pub(crate) async fn count(mut self) -> Result<Count> {
        let mut count = Count::default();
        while let Some(more) = self.next_count().await? {
            count.add(more);
        }
        Ok(count)
    }
}

impl At {
    /// Where a walk begins: at the beginning, or at this place.
    fn beginning(place: Option<Place>, order: Option<&Order>, backward: bool) -> Self {
        match (place, backward) {
            (Some(Place::At(key)), _) => {
                let key = key.into_attributes();
                if order.is_some_and(|order| order.ends_at(&key, backward)) {
                    return Self::End;
                }
                Self::From(Some(key))
            }
            (None, _) | (Some(Place::Start), false) | (Some(Place::End), true) => Self::From(None),
            // There is nothing behind the end, and nothing in front of the start.
            (Some(Place::Start | Place::End), _) => Self::End,
        }
    }
}

/// The ceiling of requests is reached where nothing could tell that there is more.
pub(crate) fn too_many_requests() -> Error {
    Error::new(
        ErrorKind::LimitExceeded,
        "`max_requests` are sent, and there is more to read; raise it, or use `send` or `pages`, whose cursors say where to go on",
    )
}
