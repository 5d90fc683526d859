//! How a query or scan reads, whatever it reads.

use super::Cursor;
use crate::client::Table;
use crate::error::{Error, Result};
use crate::expr::{Renderer, Test};
use crate::schema::Schema;

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
    pub(crate) fn check(&self) -> Result<()> {
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

    /// The filter, which must not name a key attribute: DynamoDB has the key condition for those.
    pub(crate) fn render_filter<M: Schema>(
        &self,
        renderer: &mut Renderer,
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
