//! What a bulk operation reads: the walks of a query or a scan.

use futures_util::future::BoxFuture;

use super::checkpoint::{Checkpoint, Reached, foreign};
use crate::client::Client;
use crate::error::{Error, Result};
use crate::op::paging::fingerprint::Fingerprint;
use crate::op::paging::walk::{Source, Walk};
use crate::op::reading::options::Options;
use crate::op::{Page, ParallelScan};
use crate::schema::{Index, Schema};

/// A walk, whatever it walks through.
pub(crate) trait Pages<T>: Send {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Page<T>>>>;

    /// Whether there may be more to read.
    fn goes_on(&self) -> bool;
}

impl<S: Source> Pages<S::Item> for Walk<S> {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Page<S::Item>>>> {
        Box::pin(self.next_page())
    }

    fn goes_on(&self) -> bool {
        Walk::goes_on(self)
    }
}

/// The number of a segment, and the walk through it.
type Numbered<T> = (u32, Result<Box<dyn Pages<T>>>);

/// What is left to read.
pub(crate) struct Reading<T> {
    pub(crate) walks: Box<dyn Iterator<Item = Numbered<T>> + Send>,
    /// Where it begins.
    pub(crate) from: Checkpoint,
    /// How many walks are taken at a time.
    pub(crate) at_once: usize,
    /// How many requests all of them may send.
    pub(crate) max_requests: Option<u32>,
}

/// A query or scan, whatever it is of.
pub(crate) trait Found<T>: Send {
    fn options(&self) -> &Options;

    /// The name of the table that it reads.
    fn table(&self, client: &Client) -> String;

    /// Begins at the beginning, or goes on. A checkpoint is one of the operation of this fingerprint.
    fn begin(
        self: Box<Self>,
        client: &Client,
        of: Fingerprint,
        from: Option<Checkpoint>,
    ) -> Result<Reading<T>>;
}

/// A query, or a scan that is no parallel one.
impl<S: Source> Found<S::Item> for S {
    fn options(&self) -> &Options {
        Source::options(self)
    }

    fn table(&self, client: &Client) -> String {
        Source::options(self).table.of::<S::Model>(client)
    }

    fn begin(
        self: Box<Self>,
        client: &Client,
        of: Fingerprint,
        from: Option<Checkpoint>,
    ) -> Result<Reading<S::Item>> {
        check_direction(Source::options(&*self))?;
        let walk = Walk::new(*self, client)?;
        let walk = match from.map(|from| from.into_reached(of)).transpose()? {
            None => walk,
            Some(Reached::Walk(cursor)) => walk.resumed(cursor)?,
            Some(Reached::Segments(_)) => return Err(foreign()),
        };
        let from = Checkpoint::new(of, Reached::Walk(walk.place()?));
        let walk: Box<dyn Pages<S::Item>> = Box::new(walk);
        Ok(Reading {
            walks: Box::new(std::iter::once((0, Ok(walk)))),
            from,
            at_once: 1,
            max_requests: None,
        })
    }
}

/// A checkpoint moves forward.
fn check_direction(options: &Options) -> Result<()> {
    if options.is_backward() {
        return Err(Error::invalid(
            "a bulk operation goes through the query forward; leave out `before` and `from_end`",
        ));
    }
    Ok(())
}

impl<M: Schema + 'static, T: Send + 'static, I: Index<M> + 'static> Found<T>
    for ParallelScan<M, T, I>
{
    fn options(&self) -> &Options {
        ParallelScan::options(self)
    }

    fn table(&self, client: &Client) -> String {
        ParallelScan::options(self).table.of::<M>(client)
    }

    fn begin(
        self: Box<Self>,
        client: &Client,
        of: Fingerprint,
        from: Option<Checkpoint>,
    ) -> Result<Reading<T>> {
        let scan = match from.map(|from| from.into_reached(of)).transpose()? {
            None => *self,
            Some(Reached::Segments(progress)) => self.resume(progress),
            Some(Reached::Walk(_)) => return Err(foreign()),
        };
        let progress = scan.progress(client)?;
        let from = Checkpoint::new(of, Reached::Segments(progress.clone()));
        let (at_once, max_requests) = (scan.at_once(), ParallelScan::options(&scan).max_requests);
        let walks = scan.walks(client, progress).map(|(number, walk)| {
            let walk = walk.map(|walk| -> Box<dyn Pages<T>> { Box::new(walk) });
            (number, walk)
        });
        Ok(Reading {
            walks: Box::new(walks),
            from,
            at_once,
            max_requests,
        })
    }
}
