//! Several walks at a time, on one task.

use std::collections::VecDeque;
use std::iter::Peekable;

use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;

use crate::error::{Error, Result};
use crate::op::paging::walk::{Source, Walk};

/// One step of a walk, and the walk to go on with.
type Step<S, P> = BoxFuture<'static, (Walk<S>, Result<Option<P>>)>;

/// How a step is taken.
pub(crate) type Stride<S, P> = fn(Walk<S>) -> Step<S, P>;

/// The walks that are yet to begin, made one by one.
type Walks<S> = Box<dyn Iterator<Item = Result<Walk<S>>> + Send>;

/// Several walks at a time, on one task: each request is sent by whoever polls.
///
/// No walk is more than one step ahead of what has been taken from here, and a walk that has begun goes on before another
/// begins.
pub(crate) struct SideBySide<S, P> {
    stride: Stride<S, P>,
    not_begun: Peekable<Walks<S>>,
    paused: VecDeque<Walk<S>>,
    under_way: FuturesUnordered<Step<S, P>>,
    concurrency: usize,
    requests_left: Option<u32>,
    failed: Option<Error>,
}

impl<S: Source, P: Send + 'static> SideBySide<S, P> {
    pub(crate) fn new(
        walks: impl Iterator<Item = Result<Walk<S>>> + Send + 'static,
        stride: Stride<S, P>,
        concurrency: usize,
        max_requests: Option<u32>,
    ) -> Self {
        let walks: Walks<S> = Box::new(walks);
        Self {
            stride,
            not_begun: walks.peekable(),
            paused: VecDeque::new(),
            under_way: FuturesUnordered::new(),
            concurrency,
            requests_left: max_requests,
            failed: None,
        }
    }

    /// What one of the walks brings next, and the source of that walk. `None` at the end of all, and where the ceiling of requests is
    /// reached.
    ///
    /// An error comes last: what the others have under way is waited for, and given out before it.
    pub(crate) async fn next(&mut self) -> Result<Option<(u32, P)>> {
        loop {
            self.set_out();
            let Some((walk, brought)) = self.under_way.next().await else {
                return self.failed.take().map_or(Ok(None), Err);
            };
            match brought {
                Ok(Some(brought)) => {
                    let segment = walk.source.options().segment;
                    if walk.goes_on() {
                        self.paused.push_back(walk);
                    }
                    return Ok(Some((segment.map_or(0, |segment| segment.number), brought)));
                }
                Ok(None) => {}
                Err(error) => {
                    self.failed.get_or_insert(error);
                }
            }
        }
    }

    /// Whether there is more to read than the ceiling of requests has let through.
    pub(crate) fn goes_on(&mut self) -> bool {
        !self.paused.is_empty() || self.not_begun.peek().is_some()
    }

    /// Sends as many requests as may be under way.
    fn set_out(&mut self) {
        while self.failed.is_none()
            && self.under_way.len() < self.concurrency
            && self.requests_left != Some(0)
        {
            let walk = match self.paused.pop_front() {
                Some(walk) => Ok(walk),
                None => match self.not_begun.next() {
                    Some(walk) => walk,
                    None => return,
                },
            };
            match walk {
                Ok(walk) => {
                    self.under_way.push((self.stride)(walk));
                    self.requests_left = self.requests_left.map(|left| left.saturating_sub(1));
                }
                Err(error) => self.failed = Some(error),
            }
        }
    }
}
