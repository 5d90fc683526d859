//! Reading a whole table by several requests at a time.

use std::fmt;

use super::segment::Segment;
use super::side_by_side::{SideBySide, Stride};
use crate::client::Client;
use crate::error::{Error, Result};
use crate::expr::{Condition, Gives, Projection, Selection};
use crate::op::Load;
use crate::op::paging::fingerprint::Fingerprint;
use crate::op::paging::walk::{Source, Walk, too_many_requests};
use crate::op::reading::options::Options;
use crate::op::{Attributes, Count, ReadStream, Scan, ScanProgress, SegmentPage};
use crate::schema::{Index, Primary, Readable, ReadsConsistently, Schema};

/// How many requests are under way at a time, unless the program says otherwise.
const CONCURRENCY: usize = 8;

/// The number of a segment, and the walk through it.
type OfSegment<M, T, I> = (u32, Result<Walk<Scan<M, T, I>>>);

/// Reads a whole table or index by several requests at a time, in no order. Made by [`Scan::segments`].
///
/// The table is divided into segments, and each is read page by page. All of them together cost what one scan costs: it is
/// faster, and it takes the table's capacity faster.
///
/// It all happens on the task that polls: at most [`concurrency`](Self::concurrency) requests are under way, none is sent before there is room for its
/// answer, and what was read waits in memory until it is taken, at most as many pages. A segment that has begun goes on before another
/// begins. Between two `next` nothing moves: to work long on one page, hand it to another task, or the requests that wait meanwhile may
/// run into the SDK's time-outs, and be sent again.
///
/// After an error in one segment no further request is sent. What the others have under way is given out first, then the error, and
/// then the stream ends: a [`ScanProgress`] loses nothing, and the scan can be resumed from it. Dropping the stream drops the
/// requests that are under way.
///
/// ```
/// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
/// # use dynamo_model::Model;
/// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String }
/// let mut orders = Order::scan().segments(8).stream(&client);
/// while let Some(order) = orders.next().await {
///     println!("{}", order?.id);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "an operation does nothing until it is sent"]
pub struct ParallelScan<M, T = M, I = Primary> {
    scan: Scan<M, T, I>,
    segments: u32,
    concurrency: usize,
    from: Option<ScanProgress>,
}

impl<M: Schema + 'static, T: Send + 'static, I: Index<M> + 'static> Scan<M, T, I> {
    /// Divides the table into so many segments, 1 to 1,000,000, and reads several of them at a time.
    ///
    /// DynamoDB recommends one segment for every 2 GB of the table. What was set on this scan stays set, but for `limit`, `after` and
    /// [`segment`](Self::segment): what comes first is left to chance, and a cursor belongs to one segment.
    pub fn segments(self, segments: u32) -> ParallelScan<M, T, I> {
        ParallelScan {
            scan: self,
            segments,
            concurrency: CONCURRENCY,
            from: None,
        }
    }
}

impl<M: Schema + 'static, T: Send + 'static, I: Index<M> + 'static> ParallelScan<M, T, I> {
    /// How many requests are under way at a time, at most: 8, unless this is said.
    pub fn concurrency(mut self, requests: usize) -> Self {
        self.concurrency = requests;
        self
    }

    /// Goes on where another scan of this table with as many segments has come to. `None` begins at the beginning.
    pub fn resume(mut self, progress: impl Into<Option<ScanProgress>>) -> Self {
        self.from = progress.into();
        self
    }

    /// As [`Scan::filter`].
    pub fn filter<C: Into<Condition<I::ScanRoot>>>(
        mut self,
        filter: impl FnOnce(M::Fields<I::ScanRoot>) -> C,
    ) -> Self {
        self.scan = self.scan.filter(filter);
        self
    }

    /// As [`Scan::consistent`].
    pub fn consistent(mut self) -> Self
    where
        I: ReadsConsistently<M>,
    {
        self.scan = self.scan.consistent();
        self
    }

    /// As [`Scan::include_expired`].
    pub fn include_expired(mut self) -> Self {
        self.scan = self.scan.include_expired();
        self
    }

    /// As [`Scan::page_size`]: of the pages of each segment.
    pub fn page_size(mut self, items: u32) -> Self {
        self.scan = self.scan.page_size(items);
        self
    }

    /// As [`Scan::max_requests`]: of all segments together. [`pages`](Self::pages) stops there, and its [`ScanProgress`] is not done;
    /// [`stream`](Self::stream) and [`count`](Self::count) fail with [`LimitExceeded`](crate::ErrorKind::LimitExceeded) if there is more.
    pub fn max_requests(mut self, requests: u32) -> Self {
        self.scan = self.scan.max_requests(requests);
        self
    }

    /// As [`Scan::table`].
    pub fn table(mut self, name: impl Into<String>) -> Self {
        self.scan = self.scan.table(name);
        self
    }

    /// As [`Scan::hydrate`].
    pub fn hydrate(self) -> ParallelScan<M, M, I>
    where
        M: Load,
    {
        ParallelScan {
            scan: self.scan.hydrate(),
            segments: self.segments,
            concurrency: self.concurrency,
            from: self.from,
        }
    }

    /// As [`Scan::project`].
    pub fn project<P>(self) -> ParallelScan<M, P, I>
    where
        P: Projection<M> + Send + 'static,
        I::Item: Gives<M, P>,
    {
        ParallelScan {
            scan: self.scan.project(),
            segments: self.segments,
            concurrency: self.concurrency,
            from: self.from,
        }
    }

    /// As [`Scan::select`].
    pub fn select<S>(
        self,
        select: impl FnOnce(M::Fields<I::ScanRoot>) -> S,
    ) -> ParallelScan<M, S::Output, I>
    where
        S: Selection<I::ScanRoot> + 'static,
        S::Output: Send + 'static,
    {
        ParallelScan {
            scan: self.scan.select(select),
            segments: self.segments,
            concurrency: self.concurrency,
            from: self.from,
        }
    }

    /// Where this scan begins: to be moved on behind each page that is processed. It sends no request.
    ///
    /// # Errors
    /// [`Invalid`](crate::ErrorKind::Invalid) if this scan can't be right, [`Cursor`](crate::ErrorKind::Cursor) if it is to resume the progress of
    /// another one.
    pub fn progress(&self, client: &Client) -> Result<ScanProgress> {
        self.check()?;
        let of = self.fingerprint(client)?;
        match &self.from {
            Some(progress) => progress.check(of).map(|()| progress.clone()),
            None => Ok(ScanProgress::new(of, self.segments)),
        }
    }

    /// The items of all segments, as they come.
    ///
    /// The errors are those of [`pages`](Self::pages), and [`LimitExceeded`](crate::ErrorKind::LimitExceeded) if
    /// [`max_requests`](Self::max_requests) do not bring it all.
    pub fn stream(self, client: &Client) -> ReadStream<T>
    where
        T: Readable,
    {
        let walks = self.side_by_side(client, |mut walk| {
            Box::pin(async move {
                let items = walk.next_items().await;
                (walk, items)
            })
        });
        let items = ReadStream::of(walks, async |mut walks| match walks.next().await? {
            Some((_, items)) => Ok(Some((items, walks))),
            None => complete(walks).map(|()| None),
        });
        items.flatten()
    }

    /// The pages of all segments, as they come, one for each request. A [`ScanProgress`] keeps track of those that are
    /// processed.
    ///
    /// The errors are those of [`progress`](Self::progress), [`Decode`](crate::ErrorKind::Decode) if a stored item does not fit the
    /// model, [`Encode`](crate::ErrorKind::Encode) and [`Invalid`](crate::ErrorKind::Invalid) if the filter can't be sent, and those of every
    /// request: see [`ErrorKind`](crate::ErrorKind).
    pub fn pages(self, client: &Client) -> ReadStream<SegmentPage<T>>
    where
        T: Readable,
    {
        let read = self.progress(client);
        let walks = self.side_by_side(client, |mut walk| {
            Box::pin(async move {
                let page = walk.next_page().await;
                (walk, page)
            })
        });
        let start = read.and_then(|read| Ok((read, walks?)));
        ReadStream::of(start, async |(mut read, mut walks)| {
            let next = walks.next().await?;
            Ok(next.map(|(segment, page)| (read.read(segment, page), (read, walks))))
        })
    }

    /// Counts the items without reading them back. It costs what reading them costs.
    ///
    /// # Errors
    /// As [`stream`](Self::stream), but for items that do not fit the model: they are not looked at.
    pub async fn count(self, client: &Client) -> Result<Count> {
        let mut walks = self.side_by_side(client, |mut walk| {
            Box::pin(async move {
                let count = walk.next_count().await;
                (walk, count)
            })
        })?;
        let mut count = Count::default();
        while let Some((_, more)) = walks.next().await? {
            count.add(more);
        }
        complete(walks).map(|()| count)
    }

    /// The walks through the segments that are left.
    fn side_by_side<P: Send + 'static>(
        self,
        client: &Client,
        stride: Stride<Scan<M, T, I>, P>,
    ) -> Result<SideBySide<Scan<M, T, I>, P>> {
        let progress = self.progress(client)?;
        let max_requests = self.scan.options.max_requests;
        let concurrency = self.concurrency;
        let walks = self.walks(client, progress).map(|(_, walk)| walk);
        Ok(SideBySide::new(walks, stride, concurrency, max_requests))
    }

    /// A walk through each segment that is left of this progress. The ceiling of requests is for all of them, and not for each.
    pub(crate) fn walks(
        self,
        client: &Client,
        progress: ScanProgress,
    ) -> impl Iterator<Item = OfSegment<M, T, I>> + Send + 'static {
        let client = client.clone();
        progress.left().map(move |(number, key)| {
            let mut scan = self.scan.clone().segment(number, self.segments);
            scan.options.max_requests = None;
            let walk = Walk::new(scan, &client).map(|walk| walk.going_on_from(key));
            (number, walk)
        })
    }

    pub(crate) fn options(&self) -> &Options {
        &self.scan.options
    }

    /// The same of these attributes alone, as they are; of all, if there are none.
    pub(crate) fn of_attributes(
        self,
        names: impl IntoIterator<Item = &'static str>,
    ) -> ParallelScan<M, Attributes, I> {
        ParallelScan {
            scan: self.scan.of_attributes(names),
            segments: self.segments,
            concurrency: self.concurrency,
            from: self.from,
        }
    }

    /// The same of every item of the table, whatever it is.
    pub(crate) fn of_everything(mut self) -> Self {
        self.scan.options.is_of_everything = true;
        self
    }

    pub(crate) fn at_once(&self) -> usize {
        self.concurrency
    }

    fn fingerprint(&self, client: &Client) -> Result<Fingerprint> {
        let table = self.scan.options.table.of::<M>(client);
        let scan = self.scan.fingerprint(&table)?;
        Ok(Fingerprint::new(&[
            b"parallel",
            &scan.0.to_be_bytes(),
            &self.segments.to_be_bytes(),
        ]))
    }

    /// What DynamoDB would refuse, and what would not mean anything.
    fn check(&self) -> Result<()> {
        let options = &self.scan.options;
        options.check()?;
        let first = Segment {
            number: 0,
            of: self.segments,
        };
        first.check()?;
        if self.concurrency == 0 {
            return Err(Error::invalid("`concurrency` is at least 1"));
        }
        if options.limit.is_some() || options.after.is_some() || options.segment.is_some() {
            return Err(Error::invalid(
                "a parallel scan reads all of its segments: `limit`, `after` and `segment` have no meaning; take so many items from the stream, or `resume` a progress",
            ));
        }
        Ok(())
    }
}

/// What gives no cursors must not pass off a part for the whole.
fn complete<S: Source, P: Send + 'static>(mut walks: SideBySide<S, P>) -> Result<()> {
    if walks.goes_on() {
        return Err(too_many_requests());
    }
    Ok(())
}

impl<M, T, I> Clone for ParallelScan<M, T, I> {
    fn clone(&self) -> Self {
        Self {
            scan: self.scan.clone(),
            segments: self.segments,
            concurrency: self.concurrency,
            from: self.from.clone(),
        }
    }
}

impl<M, T, I> fmt::Debug for ParallelScan<M, T, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParallelScan")
            .field("scan", &self.scan)
            .field("segments", &self.segments)
            .field("concurrency", &self.concurrency)
            .finish_non_exhaustive()
    }
}
