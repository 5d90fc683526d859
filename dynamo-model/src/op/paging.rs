//! What queries and scans share: options, going on from page to page, and stopping at a limit.

use std::future::Future;
use std::sync::Arc;

use super::cursor::Fingerprint;
use super::view::{Decoder, View};
use super::{Attributes, Count, Cursor, Model, Page};
use crate::client::{Client, DecodeBody, Table};
use crate::error::{Error, Result};
use crate::expr::Test;
use crate::schema::Schema;
use crate::wire;

/// How a query or scan reads, whatever it reads.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) filter: Test,
    pub(crate) consistent: bool,
    pub(crate) limit: Option<usize>,
    pub(crate) page_size: Option<u32>,
    pub(crate) after: Option<Cursor>,
    pub(crate) table: Table,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            filter: Test::EMPTY,
            consistent: false,
            limit: None,
            page_size: None,
            after: None,
            table: Table::default(),
        }
    }
}

impl Options {
    /// What DynamoDB would refuse, or would answer with nothing.
    pub(crate) fn check<M: Schema>(&self) -> Result<()> {
        if self.limit == Some(0) || self.page_size == Some(0) {
            return Err(Error::invalid("`limit` and `page_size` are at least 1"));
        }
        Ok(())
    }

    /// DynamoDB's `Limit`: how many items it reads for one request. Without a filter it need not read more than are
    /// wanted.
    pub(crate) fn request_limit(&self, wanted: Option<usize>) -> Option<i32> {
        let wanted = wanted
            .filter(|_| self.filter.is_empty())
            .and_then(|wanted| u32::try_from(wanted).ok());
        let limit = match (self.page_size, wanted) {
            (Some(size), Some(wanted)) => Some(size.min(wanted)),
            (size, wanted) => size.or(wanted),
        };
        limit.map(|limit| i32::try_from(limit).unwrap_or(i32::MAX))
    }
}

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
}

/// A query or scan, as paging sees it.
pub(crate) trait Source: Sized + Send + Sync + 'static {
    type Model: Model;
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
    ) -> impl Future<Output = Result<(u64, Fetched<()>)>> + Send;
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
        source.options().check::<S::Model>()?;
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
            requests: 1,
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
            let (counted, fetched) = self
                .source
                .fetch_count(&self.client, &self.table, from)
                .await?;
            count.count += counted;
            count.scanned_count += fetched.scanned_count;
            count.requests += 1;
            at = fetched.next.map_or(At::End, |key| At::From(Some(key)));
        }
        Ok(count)
    }
}

/// What the direct path takes out of the answer to a query or scan.
pub(crate) struct Decoded<T> {
    pub(crate) items: Vec<T>,
    /// The last item that is returned, if there were more than wanted.
    pub(crate) cut: Option<Attributes>,
}

/// How the direct path decodes the answer to a query or scan.
pub(crate) fn decode_body<T: Send + 'static>(
    view: &View<T>,
    wanted: Option<usize>,
) -> DecodeBody<Decoded<T>> {
    let max = wanted.unwrap_or(usize::MAX);
    match &view.decode {
        Decoder::Whole(decode) => {
            let decode = *decode;
            Arc::new(move |body| {
                let page = wire::items(body, max, decode)?;
                Ok((
                    Decoded {
                        items: page.items,
                        cut: page.cut,
                    },
                    page.rest,
                ))
            })
        }
        Decoder::Selected(_) => {
            let view = view.clone();
            Arc::new(move |body| {
                let page = wire::items(body, max, wire::attributes)?;
                let items = page
                    .items
                    .into_iter()
                    .map(|item| view.read(item))
                    .collect::<Result<_>>()?;
                Ok((
                    Decoded {
                        items,
                        cut: page.cut,
                    },
                    page.rest,
                ))
            })
        }
    }
}

/// Decodes the items of an SDK output: the way that is taken when the direct one is not.
pub(crate) fn decode_items<T>(
    view: &View<T>,
    items: Option<Vec<Attributes>>,
    wanted: Option<usize>,
) -> Result<Decoded<T>> {
    let mut found = items.unwrap_or_default();
    let wanted = wanted.unwrap_or(usize::MAX);
    let cut = if found.len() > wanted {
        found.get(wanted.saturating_sub(1)).cloned()
    } else {
        None
    };
    found.truncate(wanted);
    let items = found
        .into_iter()
        .map(|item| view.read(item))
        .collect::<Result<_>>()?;
    Ok(Decoded { items, cut })
}

/// Where to go on: behind the last item that is returned, or where DynamoDB stopped.
pub(crate) fn next_key<M: Schema>(
    cut: Option<Attributes>,
    stopped: Option<Attributes>,
) -> Option<Attributes> {
    match cut {
        Some(item) => Some(
            M::SCHEMA
                .key_names()
                .filter_map(|name| Some((name.to_owned(), item.get(name)?.clone())))
                .collect(),
        ),
        None => stopped.filter(|key| !key.is_empty()),
    }
}

/// A count that DynamoDB sends.
pub(crate) fn counted(count: i32) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

impl Options {
    /// The filter, which must not name a key attribute: DynamoDB has the key condition for those.
    pub(crate) fn render_filter<M: Schema>(
        &self,
        renderer: &mut crate::expr::Renderer,
        keys_too: bool,
    ) -> Result<Option<String>> {
        if !keys_too {
            let mut named = None;
            self.filter.visit_paths(&mut |path| {
                named =
                    named.or_else(|| M::SCHEMA.key_names().find(|name| path.is_attribute(name)));
            });
            if let Some(name) = named {
                return Err(Error::invalid(
                    "a key attribute can't be in the filter of a query; use `sort_key`, or query another index",
                )
                .at(name));
            }
        }
        renderer.condition(&self.filter)
    }
}

/// The setters and senders that queries and scans have in common. They are written once, as a macro, because they are
/// inherent methods of two types: a user finds them in the documentation of each, and needs no trait in scope.
macro_rules! read_operation {
    ($operation:ident, $input:ident) => {
        impl<M: Model + 'static, T: Send + 'static> $operation<M, T> {
            /// Gives back only items that meet this condition. Several conditions all have to hold.
            ///
            /// The filter is applied after reading: what it leaves out has been paid for.
            pub fn filter<C: Into<Condition<M>>>(
                mut self,
                filter: impl FnOnce(M::Fields<M>) -> C,
            ) -> Self {
                self.options.filter = self.options.filter.and(filter(fields::<M>()).into().node);
                self
            }

            /// Sees every write that was answered before this read began. It costs twice as much.
            pub fn consistent(mut self) -> Self {
                self.options.consistent = true;
                self
            }

            /// How many items to give back, at most: counted behind the filter, and over as many requests as it takes.
            ///
            /// DynamoDB's own `Limit` is [`page_size`](Self::page_size).
            pub fn limit(mut self, items: usize) -> Self {
                self.options.limit = Some(items);
                self
            }

            /// How many items one request reads, at most: counted before the filter. This is DynamoDB's `Limit`.
            ///
            /// How many items are given back is said with [`limit`](Self::limit).
            pub fn page_size(mut self, items: u32) -> Self {
                self.options.page_size = Some(items);
                self
            }

            /// Goes on where a page ended. `None` begins at the beginning.
            pub fn after(mut self, cursor: impl Into<Option<Cursor>>) -> Self {
                self.options.after = cursor.into();
                self
            }

            /// Reads only these attributes: `.select(|o| (o.status, o.total))` gives tuples of a status and a total.
            ///
            /// It saves transfer, not read units.
            pub fn select<S>(
                self,
                select: impl FnOnce(M::Fields<M>) -> S,
            ) -> $operation<M, S::Output>
            where
                S: Selection<M> + 'static,
                S::Output: 'static,
            {
                let view = View::selection(&select(fields::<M>()));
                self.with_view(view)
            }

            /// Reads from the table of this very name, whatever the client's prefix and suffix.
            pub fn table(mut self, name: impl Into<String>) -> Self {
                self.options.table = Table::named(name);
                self
            }

            /// The SDK's own input for the first request of this operation. A cursor is not in it: it belongs to a table that
            /// only the client knows by name.
            ///
            /// # Errors
            /// [`Encode`](crate::ErrorKind::Encode) if a key has no stored form, [`Invalid`](crate::ErrorKind::Invalid) if the filter can't be right.
            pub fn into_input(self) -> Result<$input> {
                let table = self.options.table.declared::<M>();
                self.input(
                    table,
                    Step {
                        from: None,
                        wanted: self.options.limit,
                    },
                    false,
                )
            }

            /// Reads one page: without a [`limit`](Self::limit) what one request brings, with one as many requests as it takes to fill
            /// it. A page with a cursor is not the last, even if it has no items.
            ///
            /// # Errors
            /// [`Cursor`](crate::ErrorKind::Cursor) if the cursor belongs to another query, [`Decode`](crate::ErrorKind::Decode) if a stored item does not fit
            /// the model (it is [`Error::stored_item`](crate::Error::stored_item)), [`Encode`](crate::ErrorKind::Encode) and [`Invalid`](crate::ErrorKind::Invalid) as
            /// [`into_input`](Self::into_input), and those of every request: see [`ErrorKind`](crate::ErrorKind).
            pub async fn send(self, client: &Client) -> Result<Page<T>> {
                Walk::new(self, client)?.page().await
            }

            /// Reads everything, up to the [`limit`](Self::limit), over as many requests as it takes. It is held in memory together.
            ///
            /// # Errors
            /// As [`send`](Self::send); what was read before is then dropped.
            pub async fn all(self, client: &Client) -> Result<Vec<T>> {
                Walk::new(self, client)?.all().await
            }

            /// The items, read as they are asked for, up to the [`limit`](Self::limit).
            pub fn stream(self, client: &Client) -> ReadStream<T> {
                stream::items(self, client)
            }

            /// The pages, one for each request, read as they are asked for. Each has its cursor.
            pub fn pages(self, client: &Client) -> ReadStream<Page<T>> {
                stream::pages(self, client)
            }

            /// Counts the items without reading them back, over as many requests as it takes. It costs what reading them costs.
            /// The limit is not regarded.
            ///
            /// # Errors
            /// As [`send`](Self::send), but for items that do not fit the model: they are not looked at.
            pub async fn count(self, client: &Client) -> Result<Count> {
                Walk::new(self, client)?.count().await
            }
        }
    };
}

pub(crate) use read_operation;
