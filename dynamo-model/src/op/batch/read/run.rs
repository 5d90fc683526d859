//! A batch of reads on its way: a few requests at a time, and again for what is left undone.

use std::collections::VecDeque;
use std::future::pending;
use std::pin::pin;
use std::sync::Arc;

use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use tokio::time::{Instant, sleep, sleep_until};

use super::answer::{Answer, Batch, OPERATION};
use super::split::{Part, split};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::op::backoff::{ATTEMPTS, Backoff};
use crate::op::batch::pace::Begun;
use crate::op::batch::progress::Watch;

/// A batch of reads on its way.
///
/// All of it happens on the task that polls. An error ends it, but no request is given up that is under way: what it brings is
/// paid for. Only the deadline ends everything at once.
pub(crate) struct Run<'a> {
    client: &'a Client,
    batch: Arc<Batch>,
    pace: Begun,
    watch: &'a Watch,
    not_begun: VecDeque<Errand>,
    under_way: FuturesUnordered<BoxFuture<'a, (Errand, Result<Answer>)>>,
    pausing: FuturesUnordered<BoxFuture<'a, Errand>>,
    /// How many keys have not been read yet.
    unread: usize,
    requests: u32,
    failed: Option<Error>,
}

/// The keys of one request, asked for until all of them are read.
struct Errand {
    part: Part,
    backoff: Backoff,
}

impl<'a> Run<'a> {
    pub(crate) fn new(client: &'a Client, batch: Batch, pace: Begun, watch: &'a Watch) -> Self {
        let errands = split(&batch.sections).into_iter().map(|part| Errand {
            part,
            backoff: Backoff::default(),
        });
        watch.more(batch.len());
        Self {
            client,
            pace,
            watch,
            not_begun: errands.collect(),
            under_way: FuturesUnordered::new(),
            pausing: FuturesUnordered::new(),
            unread: batch.len(),
            requests: 0,
            failed: None,
            batch: Arc::new(batch),
        }
    }

    /// Reads everything. What was read is on the shelves, whatever comes of it; how many requests were
    /// sent is returned.
    pub(crate) async fn finish(mut self) -> Result<u32> {
        let end = self.pace.end;
        let mut time_is_up = pin!(async {
            match end {
                Some(end) => sleep_until(end).await,
                None => pending().await,
            }
        });
        while !self.is_done() {
            // Looked at here as well: the timer is up to a millisecond late, and an answer may come at once.
            if end.is_some_and(|end| Instant::now() >= end) {
                return Err(self.out_of_time());
            }
            self.set_out();
            tokio::select! {
                biased;
                () = &mut time_is_up => return Err(self.out_of_time()),
                Some((errand, answer)) = self.under_way.next() => self.take(errand, answer),
                Some(errand) = self.pausing.next() => self.send(errand),
            }
        }
        self.failed.map_or(Ok(self.requests), Err)
    }

    /// Whether nothing is under way, and nothing to be begun.
    fn is_done(&self) -> bool {
        let nothing_to_begin = self.failed.is_some() || self.not_begun.is_empty();
        nothing_to_begin && self.under_way.is_empty() && self.pausing.is_empty()
    }

    /// Sends as many requests as may be under way. What pauses counts: DynamoDB has asked for less.
    fn set_out(&mut self) {
        while self.failed.is_none()
            && self.under_way.len() + self.pausing.len() < self.pace.concurrency
            && let Some(errand) = self.not_begun.pop_front()
        {
            self.send(errand);
        }
    }

    fn send(&mut self, errand: Errand) {
        let (client, batch) = (self.client, Arc::clone(&self.batch));
        self.under_way.push(Box::pin(async move {
            let answer = batch.send(client, &errand.part).await;
            (errand, answer)
        }));
    }

    fn take(&mut self, mut errand: Errand, answer: Result<Answer>) {
        self.requests += 1;
        let asked = errand.part.len();
        let refused = match answer {
            Ok(answer) => {
                errand.part = self.put(&errand.part, answer);
                None
            }
            // DynamoDB says this instead, where it leaves everything undone.
            Err(error) if error.is_throttled() => Some(error),
            Err(error) => {
                self.watch.request(0);
                return self.fail(error);
            }
        };
        let read = asked.saturating_sub(errand.part.len());
        self.unread = self.unread.saturating_sub(read);
        self.watch.request(read);
        if errand.part.len() > 0 && self.failed.is_none() {
            match errand.backoff.pause(read > 0) {
                Some(pause) => self.pausing.push(Box::pin(async move {
                    sleep(pause).await;
                    errand
                })),
                None => self.fail(self.gave_up(&errand.part, refused)),
            }
        }
    }

    /// Puts everything in its place, and says what is left undone.
    fn put(&mut self, asked: &Part, answer: Answer) -> Part {
        let Answer { found, undone } = answer;
        for put in found.puts {
            put();
        }
        self.batch.settle(asked, &undone, &found.unfit);
        if let Some(error) = found.misfit {
            self.fail(error);
        }
        undone
    }

    /// Begins nothing more. The first error is the one to tell.
    fn fail(&mut self, error: Error) {
        self.failed.get_or_insert(error);
        self.pausing.clear();
    }

    fn gave_up(&self, part: &Part, refused: Option<Error>) -> Error {
        let error = Error::new(
            ErrorKind::Throttled,
            format!(
                "{} of {} keys are unread, and {ATTEMPTS} requests in a row have read nothing: DynamoDB lacks the capacity \
                 for now; slow down, or raise the capacity",
                self.unread,
                self.batch.len()
            ),
        );
        let error = error.while_doing(format!(
            "{OPERATION} on table `{}`",
            self.batch.tables(part)
        ));
        match refused {
            Some(refused) => error.with_source(refused),
            None => error,
        }
    }

    /// The error of the deadline, unless there was one before.
    fn out_of_time(self) -> Error {
        let message = format!(
            "the deadline of the batch has passed, and {} of {} keys are unread",
            self.unread,
            self.batch.len()
        );
        self.failed
            .unwrap_or_else(|| Error::new(ErrorKind::Timeout, message).while_doing(OPERATION))
    }
}
