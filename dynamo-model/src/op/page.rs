//! Pages: what one step of a query or scan gives back.

use std::ops::Deref;

use super::Cursor;

/// Some of the items that a query or scan finds, and where to go on.
///
/// A page without items is not the end: a filter may have let none of the items through that were read. The end is where
/// there is no [`cursor`](Self::cursor).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items, in the order of the query.
    pub items: Vec<T>,
    /// Where to go on; `None` at the end.
    pub cursor: Option<Cursor>,
    /// How many items DynamoDB has read for this page, those included that the filter did not let through.
    pub scanned_count: u64,
    /// How many requests were sent for this page.
    pub requests: u32,
}

impl<T> Page<T> {
    /// Whether there may be more items behind this page.
    pub fn has_more(&self) -> bool {
        self.cursor.is_some()
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Count {
    /// Those that the filter lets through.
    pub count: u64,
    /// All that DynamoDB has read.
    pub scanned_count: u64,
    /// How many requests were sent.
    pub requests: u32,
}
