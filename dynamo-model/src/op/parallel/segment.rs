//! Segments: the parts that a scan divides a table into.

use std::ops::Deref;

use super::progress::Reached;
use crate::error::{Error, Result};
use crate::op::paging::fingerprint::Fingerprint;
use crate::op::{Page, Scan};
use crate::schema::{Index, Schema};

/// DynamoDB's own limit.
const MAX_SEGMENTS: u32 = 1_000_000;

/// One of the parts that a scan divides a table into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Counted from 0.
    pub(crate) number: u32,
    pub(crate) of: u32,
}

impl Segment {
    /// What DynamoDB would refuse.
    pub(crate) fn check(self) -> Result<()> {
        if !(1..=MAX_SEGMENTS).contains(&self.of) {
            return Err(Error::invalid("a scan has 1 to 1,000,000 segments"));
        }
        if self.number >= self.of {
            return Err(Error::invalid(format!(
                "segments are counted from 0: the last of {} is {}",
                self.of,
                self.of - 1
            )));
        }
        Ok(())
    }

    /// Its number and how many there are, to be a part of a fingerprint.
    pub(crate) fn to_bytes(self) -> [u8; 8] {
        ((u64::from(self.number) << 32) | u64::from(self.of)).to_be_bytes()
    }
}

impl<M: Schema + 'static, T: Send + 'static, I: Index<M> + 'static> Scan<M, T, I> {
    /// Reads one segment alone: the table divided into `of` parts, and the part with this number, counted from 0. For workers
    /// that share a table without knowing of each other: each takes a number.
    ///
    /// One process reads all segments side by side with [`segments`](Self::segments). Every item is in one segment, and which
    /// one depends on its partition key and on how many there are. Their sizes differ, and some may be empty. A cursor belongs to its segment.
    ///
    /// ```
    /// # async fn example(client: dynamo_model::Client, worker: u32) -> dynamo_model::Result<()> {
    /// # use dynamo_model::Model;
    /// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
    /// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String }
    /// let mut orders = Order::scan().segment(worker, 16).stream(&client);
    /// while let Some(order) = orders.next().await {
    ///     println!("{}", order?.id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// More than 1,000,000 segments, or a number that is none of theirs, is [`Invalid`](crate::ErrorKind::Invalid) when it is sent.
    pub fn segment(mut self, number: u32, of: u32) -> Self {
        self.options.segment = Some(Segment { number, of });
        self
    }
}

/// A page of one segment of a [`ParallelScan`](crate::op::ParallelScan).
///
/// It is a [`Page`], and knows its segment and its place in it: see [`ScanProgress::advance`](crate::op::ScanProgress::advance).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SegmentPage<T> {
    /// The number of the segment, counted from 0.
    pub segment: u32,
    /// The page. Its cursor goes on in this segment, and is `None` at the end of it.
    pub page: Page<T>,
    /// How far the segment was read before this page.
    pub(crate) began: Reached,
    /// What the progress belongs to.
    pub(crate) of: Fingerprint,
}

impl<T> Deref for SegmentPage<T> {
    type Target = Page<T>;

    fn deref(&self) -> &Page<T> {
        &self.page
    }
}

impl<T> IntoIterator for SegmentPage<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.page.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a SegmentPage<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.page.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_segment() {
        for (number, of, fits) in [
            (0, 1, true),
            (999_999, 1_000_000, true),
            (1, 1, false),
            (0, 0, false),
            (0, 1_000_001, false),
            (u32::MAX, 8, false),
        ] {
            assert_eq!(
                Segment { number, of }.check().is_ok(),
                fits,
                "{number}/{of}"
            );
        }
    }
}
