//! A batch of writes on its way: a few requests at a time, and again for what is left undone.

use std::collections::{BTreeMap, HashSet};
use std::pin::{Pin, pin};

use futures_core::Stream;
use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;

use super::answer::Unprocessed;
use super::chunk::Chunk;
use super::errand::Errand;
use super::given::{Given, at};
use super::late::{late, time_is_up};
use super::left::Left;
use super::ready::{Ready, Target};
use super::request::{doubts, request};
use crate::client::Client;
use crate::error::{Error, Result};
use crate::op::backoff::Backoff;
use crate::op::batch::pace::Begun;
use crate::op::batch::progress::Watch;
use crate::op::rate::Gate;

/// Where the writes come from.
pub(crate) type Source<'s> = Pin<&'s mut (dyn Stream<Item = Given> + Send)>;

/// Who is given each write that is done.
pub(crate) type Done<'a> = &'a mut (dyn FnMut(Ready) + Send);

/// A batch of writes on its way.
///
/// All of it happens on the task that polls. In memory are the writes of the requests that are under way, those of one more, and one
/// that found no room there. No two writes of one item are under way at once: a request waits until those before it are finished
/// which have an item of its own.
///
/// An error ends it, but no request is given up that is under way: it is better to know what became of it. Only the deadline ends
/// everything at once.
pub(crate) struct Run<'a> {
    client: &'a Client,
    /// What each request passes.
    gate: Gate,
    pace: Begun,
    watch: &'a Watch,
    done: Done<'a>,
    /// The write that is being brought into form.
    forming: Option<Forming<'a>>,
    filling: Chunk,
    /// What found no room there.
    over: Option<Ready>,
    /// What has been begun and is not finished.
    errands: BTreeMap<usize, Errand>,
    under_way: FuturesUnordered<BoxFuture<'a, (usize, Result<Unprocessed>)>>,
    pausing: FuturesUnordered<BoxFuture<'a, (usize, Backoff, bool)>>,
    /// The items of all errands.
    busy: HashSet<Target>,
    refused: Option<Left>,
    has_all: bool,
    /// How many writes were taken from the source.
    taken: usize,
    begun: usize,
    requests: u32,
    failed: Option<Error>,
}

struct Forming<'a> {
    /// What it is made of, in case it is not finished.
    given: Given,
    ready: BoxFuture<'a, Result<Ready>>,
}

/// How it ended.
pub(crate) struct Ending {
    pub(crate) error: Option<Error>,
    /// How many writes were taken from the source.
    pub(crate) taken: usize,
    pub(crate) requests: u32,
    /// Those of them that are not known to be done, in order.
    pub(crate) left: Vec<Left>,
}

impl<'a> Run<'a> {
    pub(crate) fn new(client: &'a Client, pace: Begun, watch: &'a Watch, done: Done<'a>) -> Self {
        Self {
            client,
            gate: Gate::default(),
            pace,
            watch,
            done,
            forming: None,
            filling: Chunk::default(),
            over: None,
            errands: BTreeMap::new(),
            under_way: FuturesUnordered::new(),
            pausing: FuturesUnordered::new(),
            busy: HashSet::new(),
            refused: None,
            has_all: false,
            taken: 0,
            begun: 0,
            requests: 0,
            failed: None,
        }
    }

    /// The same, with a gate that each request passes.
    pub(crate) fn through(self, gate: &Gate) -> Self {
        Self {
            gate: gate.clone(),
            ..self
        }
    }

    /// Writes everything, until the time is up.
    pub(crate) async fn finish(mut self, mut source: Source<'_>) -> Ending {
        let mut time_is_up = pin!(time_is_up(self.pace.end));
        while self.goes_on() {
            tokio::select! {
                biased;
                () = &mut time_is_up => {
                    self.fail(late());
                    break;
                }
                Some((errand, answer)) = self.under_way.next() => self.take(errand, answer),
                Some((errand, backoff, again)) = self.pausing.next() => self.resume(errand, backoff, again),
                Some(ready) = formed(&mut self.forming) => self.accept(ready),
                given = source.next(), if self.wants_more() => self.pull(given),
            }
            self.set_out();
        }
        self.end()
    }

    fn goes_on(&self) -> bool {
        let waits = !self.under_way.is_empty() || !self.pausing.is_empty();
        waits || self.forming.is_some() || self.wants_more()
    }

    /// Whether there is room for another write.
    fn wants_more(&self) -> bool {
        let has_room = self.forming.is_none() && self.over.is_none() && !self.filling.is_full();
        has_room && !self.has_all && self.failed.is_none()
    }

    fn pull(&mut self, given: Option<Given>) {
        let Some(given) = given else {
            self.has_all = true;
            return;
        };
        let position = self.taken;
        self.taken += 1;
        match given {
            Given::Ready(ready) => self.add(*ready),
            Given::Part(_) => {
                let (client, part) = (self.client, given.clone());
                let ready = Box::pin(async move { part.ready(position, client).await });
                self.forming = Some(Forming { given, ready });
            }
        }
    }

    fn accept(&mut self, ready: Result<Ready>) {
        let forming = self.forming.take();
        match ready {
            Ok(ready) => self.add(ready),
            Err(error) => {
                let position = self.last();
                self.refused = forming.map(|forming| Left::not_done(position, forming.given));
                self.fail(at(position, error));
            }
        }
    }

    /// The position of what was taken last.
    fn last(&self) -> usize {
        self.taken.saturating_sub(1)
    }

    fn add(&mut self, ready: Ready) {
        self.over = self.filling.add(ready);
    }

    /// Sends what has been gathered, if it is enough, and may be sent.
    fn set_out(&mut self) {
        while self.may_begin() {
            let writes = std::mem::take(&mut self.filling).into_writes();
            if let Some(over) = self.over.take() {
                self.add(over);
            }
            self.begin(writes);
        }
    }

    /// What pauses counts as under way: DynamoDB has asked for less.
    fn may_begin(&self) -> bool {
        let writes = self.filling.writes();
        let is_whole = self.filling.is_full() || (self.has_all && !writes.is_empty());
        is_whole
            && self.failed.is_none()
            && self.under_way.len() + self.pausing.len() < self.pace.concurrency
            && !writes.iter().any(|write| self.busy.contains(&write.target))
    }

    fn begin(&mut self, writes: Vec<Ready>) {
        let targets = writes.iter().map(|write| write.target.clone());
        self.busy.extend(targets);
        let number = self.begun;
        self.begun += 1;
        self.errands.insert(number, Errand::new(writes));
        self.send(number);
    }

    fn send(&mut self, number: usize) {
        let Some(errand) = self.errands.get_mut(&number) else {
            return;
        };
        errand.doubt = doubts();
        match request(self.client, &errand.writes, &errand.doubt) {
            Ok(request) => {
                let gate = self.gate.clone();
                self.under_way.push(Box::pin(async move {
                    match gate.enter().await {
                        Ok(_pass) => (number, request.await),
                        Err(error) => (number, Err(error)),
                    }
                }));
            }
            Err(error) => self.fail(error),
        }
    }

    fn take(&mut self, number: usize, answer: Result<Unprocessed>) {
        let Some(mut errand) = self.errands.remove(&number) else {
            return;
        };
        self.requests += 1;
        errand.look_back();
        let answer = answer.and_then(|unprocessed| errand.finish(&unprocessed));
        errand.refused = None;
        let done = match answer {
            Ok(done) => self.settle(done),
            // DynamoDB says this instead, where it leaves everything undone.
            Err(error) if error.is_throttled() && !self.gate.is_closed() => {
                errand.refused = Some(error);
                0
            }
            Err(error) => {
                self.watch.request(0);
                self.errands.insert(number, errand);
                return self.fail(error);
            }
        };
        self.watch.request(done);
        if errand.writes.is_empty() {
            return;
        }
        if self.failed.is_none() {
            self.pause(number, &mut errand, done > 0);
        }
        self.errands.insert(number, errand);
    }

    /// Gives away what is done, and says how many writes that stands for.
    fn settle(&mut self, done: Vec<Ready>) -> usize {
        let count = done.iter().map(Ready::count).sum();
        for write in done {
            self.busy.remove(&write.target);
            (self.done)(write);
        }
        count
    }

    /// Waits before it is sent again, or finds that it is time to give up.
    fn pause(&mut self, number: usize, errand: &mut Errand, progress: bool) {
        let mut backoff = std::mem::take(&mut errand.backoff);
        self.pausing.push(Box::pin(async move {
            let again = backoff.wait(progress).await;
            (number, backoff, again)
        }));
    }

    fn resume(&mut self, number: usize, backoff: Backoff, again: bool) {
        let Some(errand) = self.errands.get_mut(&number) else {
            return;
        };
        errand.backoff = backoff;
        if again {
            self.send(number);
        } else {
            let gave_up = errand.gave_up();
            self.fail(gave_up);
        }
    }

    /// Begins nothing more. The first error is the one to tell.
    fn fail(&mut self, error: Error) {
        self.gate.close(&error);
        self.failed.get_or_insert(error);
        self.pausing.clear();
    }

    fn end(self) -> Ending {
        let position = self.last();
        let mut left: Vec<_> = self.refused.into_iter().collect();
        left.extend(
            self.forming
                .map(|forming| Left::not_done(position, forming.given)),
        );
        let begun = self.errands.into_values().flat_map(|mut errand| {
            errand.look_back();
            errand.writes
        });
        let gathered = self.filling.into_writes().into_iter().chain(self.over);
        left.extend(begun.chain(gathered).flat_map(Left::all_of));
        left.sort_by_key(|left| left.position);
        Ending {
            error: self.failed,
            taken: self.taken,
            requests: self.requests,
            left,
        }
    }
}

/// What is being formed, when it is; `None` if nothing is.
async fn formed(forming: &mut Option<Forming<'_>>) -> Option<Result<Ready>> {
    match forming {
        Some(forming) => Some(forming.ready.as_mut().await),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::ready::testing::put;
    use super::*;
    use crate::error::ErrorKind;
    use crate::op::batch::pace::Pace;
    use tokio::time::Instant;

    /// Whatever the error is for which it was closed: it is not one of this request, and so there is nothing to wait for.
    #[tokio::test(start_paused = true)]
    async fn behind_a_closed_gate_nothing_is_tried_again() {
        let gate = Gate::new(4, None).unwrap();
        gate.close(&Error::new(ErrorKind::Throttled, "given up"));
        let client = Client::local("http://localhost");
        let (watch, mut done) = (Watch::default(), drop);
        let writes = [put(0, 1), put(1, 2)].map(|write| Given::Ready(Box::new(write)));
        let mut source = pin!(futures_util::stream::iter(writes));
        let began = Instant::now();
        let run = Run::new(&client, Pace::default().begin().unwrap(), &watch, &mut done);
        let ending = run.through(&gate).finish(source.as_mut()).await;
        assert_eq!(ending.error.unwrap().to_string(), "given up");
        assert_eq!(ending.left.len(), 2);
        assert_eq!(began.elapsed(), std::time::Duration::ZERO);
    }
}
