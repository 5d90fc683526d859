//! Pages: what one step of a query or scan gives back.

use std::ops::Deref;
use std::sync::Arc;

use super::origin::Origin;
use crate::op::Cursor;

/// Some of the items that a query or scan finds, and where to go on.
///
/// A page without items is not the end: a filter may have let none of the items through that were read. The end is where
/// there is no [`cursor`](Self::cursor).
///
/// Two pages are equal if all that they hold is equal, and they come from the same query: their cursors can stand for each
/// other.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items, in the order of the query.
    pub items: Vec<T>,
    /// Where to go on, with [`after`](crate::op::Query::after); `None` at the end, which a page that was read backward
    /// [`from_end`](crate::op::Query::from_end) begins at.
    pub cursor: Option<Cursor>,
    /// Where the page before begins, to be read with [`before`](crate::op::Query::before); `None` if this page begins at the beginning.
    /// A scan has no order, and no page before another.
    pub previous: Option<Cursor>,
    /// How many items DynamoDB has read for this page, those included that the filter did not let through.
    pub scanned_count: u64,
    /// How many requests were sent for this page.
    pub requests: u32,
    pub(crate) origin: Arc<Origin>,
}

impl<T> Page<T> {
    /// Whether there may be more items behind this page.
    pub fn has_more(&self) -> bool {
        self.cursor.is_some()
    }

    /// Whether there may be items in front of this page.
    pub fn has_previous(&self) -> bool {
        self.previous.is_some()
    }

    /// Adds what was read behind it.
    pub(crate) fn append(&mut self, more: Self) {
        // Where it begins, the first item says. A page that begins at the beginning does so whatever comes first in it.
        if self.items.is_empty() && self.previous.is_some() {
            self.previous = more.previous;
        }
        self.items.extend(more.items);
        self.cursor = more.cursor;
        self.scanned_count += more.scanned_count;
        self.requests += more.requests;
    }

    /// The other way round.
    pub(crate) fn turn(mut self) -> Self {
        self.items.reverse();
        std::mem::swap(&mut self.cursor, &mut self.previous);
        self
    }
}

impl<T> Deref for Page<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

/// How many items a query or scan finds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Count {
    /// Those that the filter lets through.
    pub count: u64,
    /// All that DynamoDB has read.
    pub scanned_count: u64,
    /// How many requests were sent.
    pub requests: u32,
}

impl Count {
    pub(crate) fn add(&mut self, more: Self) {
        self.count += more.count;
        self.scanned_count += more.scanned_count;
        self.requests += more.requests;
    }
}
