//! How a query or scan reads, whatever it reads.

use super::expired::Expired;
use super::ownership::ownership;
use crate::client::Table;
use crate::error::{AttributePath, Error, Result};
use crate::expr::{Renderer, Test};
use crate::op::Cursor;
use crate::op::paging::walk::Wanted;
use crate::op::parallel::segment::Segment;
use crate::schema::{Holds, IndexSchema, TableSchema};

/// How a query or scan reads, whatever it reads.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) filter: Test,
    pub(crate) consistent: bool,
    pub(crate) include_expired: bool,
    pub(crate) limit: Option<usize>,
    pub(crate) page_size: Option<u32>,
    pub(crate) max_requests: Option<u32>,
    pub(crate) after: Option<Cursor>,
    /// Read backward, from here.
    pub(crate) before: Option<Cursor>,
    /// Read backward, from the end.
    pub(crate) from_end: bool,
    pub(crate) segment: Option<Segment>,
    /// Whether it reads items of other models, too.
    pub(crate) is_of_everything: bool,
    pub(crate) table: Table,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            filter: Test::EMPTY,
            consistent: false,
            include_expired: false,
            limit: None,
            page_size: None,
            max_requests: None,
            after: None,
            before: None,
            from_end: false,
            segment: None,
            is_of_everything: false,
            table: Table::default(),
        }
    }
}

impl Options {
    /// What DynamoDB would refuse, or would answer with nothing.
    pub(crate) fn check(&self) -> Result<()> {
        if self.limit == Some(0) || self.page_size == Some(0) || self.max_requests == Some(0) {
            return Err(Error::invalid(
                "`limit`, `page_size` and `max_requests` are at least 1",
            ));
        }
        if self.after.is_some() && self.is_backward() {
            return Err(Error::invalid(
                "a query reads `after` a cursor or backward, from `before` one or `from_end`; choose one of them",
            ));
        }
        self.segment.map_or(Ok(()), Segment::check)
    }

    /// Whether it is read against its order.
    pub(crate) fn is_backward(&self) -> bool {
        self.from_end || self.before.is_some()
    }

    /// DynamoDB's `Limit`: how many items it reads for one request. Without a filter it need not read more than are
    /// wanted: but where there are items of other models between them, that would be a request for each, and so it reads four
    /// times as many after each request that has met some.
    pub(crate) fn request_limit(&self, wanted: Wanted) -> Option<i32> {
        let more = 4_usize.saturating_pow(wanted.misses);
        let wanted = wanted
            .items
            .filter(|_| self.filter.is_empty())
            .and_then(|wanted| u32::try_from(wanted.saturating_mul(more)).ok());
        let limit = match (self.page_size, wanted) {
            (Some(size), Some(wanted)) => Some(size.min(wanted)),
            (size, wanted) => size.or(wanted),
        };
        limit.map(|limit| i32::try_from(limit).unwrap_or(i32::MAX))
    }

    /// The filter, together with what makes items those of this model, and what leaves out those whose time is past. That of a query
    /// must not name the keys of what it reads.
    pub(crate) fn render_filter(
        &self,
        renderer: &mut Renderer,
        table: &TableSchema,
        index: &IndexSchema,
        is_query: bool,
    ) -> Result<Option<String>> {
        if self.is_of_everything {
            return renderer.condition(&self.filter);
        }
        let mut test = ownership(table, index, is_query);
        if let Some(expired) = Expired::hidden(table, self.include_expired)
            && !(is_query && expired.is_key_of(index))
        {
            test = test.and(expired.filter(table, index));
        }
        renderer.condition(&test.and(self.filter.clone()))
    }

    /// What no filter can leave out.
    pub(crate) fn hidden_by_key(
        &self,
        table: &TableSchema,
        index: &IndexSchema,
        is_query: bool,
    ) -> Option<Expired> {
        Expired::hidden(table, self.include_expired || self.is_of_everything)
            .filter(|expired| is_query && expired.is_key_of(index))
    }

    /// The filter must not name a key attribute: DynamoDB has the key condition for those.
    pub(crate) fn check_filter_of_query(&self, index: &IndexSchema) -> Result<()> {
        let mut named = None;
        self.filter.visit_paths(&mut |path| {
            let key = || index.keys().find(|key| path.is_attribute(key.name()));
            named = named.or_else(key);
        });
        match named {
            Some(key) => Err(Error::invalid(
                "a key attribute can't be in the filter of a query; use `sort_key`, or query another index",
            )
            .at(key.name())),
            None => Ok(()),
        }
    }

    /// What a filter or a selection names has to be in the index: of an attribute that is not, DynamoDB says nothing.
    pub(crate) fn check_held(
        &self,
        selected: &[AttributePath],
        table: &TableSchema,
        index: &IndexSchema,
    ) -> Result<()> {
        let mut missing = None;
        let mut visit = |path: &AttributePath| {
            for path in path.alternatives() {
                let held = path
                    .attribute()
                    .is_none_or(|name| holds(table, index, name));
                if !held {
                    missing = missing.take().or(Some(path));
                }
            }
        };
        self.filter.visit_paths(&mut visit);
        selected.iter().for_each(&mut visit);
        match missing {
            Some(path) => Err(Error::invalid(format!(
                "the index `{}` does not hold this attribute; add it to the index with `include(..)`",
                index.name().unwrap_or_default()
            ))
            .at_path(Some(&path))),
            None => Ok(()),
        }
    }
}

/// Whether an index holds an attribute.
pub(super) fn holds(table: &TableSchema, index: &IndexSchema, name: &str) -> bool {
    let included = match index.holds() {
        Holds::All => return true,
        Holds::Keys => false,
        Holds::Include(names) => names.contains(&name),
    };
    included
        || index.keys().any(|key| key.name() == name)
        || table.key_names().any(|key| key == name)
}
