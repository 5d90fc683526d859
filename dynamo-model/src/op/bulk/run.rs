//! A bulk operation on its way: pages are read, and what is in them is written.

use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::{join, ready};
use futures_util::stream::{self, FuturesUnordered, StreamExt, TryStreamExt};

use super::found::{Found, Pages, Reading};
use super::ledger::Ledger;
use super::settings::Settings;
use super::{BulkProgress, Unfinished};
use crate::client::Client;
use crate::error::{Error, Result};
use crate::op::Page;
use crate::op::batch::pace::Pace;
use crate::op::batch::progress::Watch;
use crate::op::batch::write::{Given, Ready, Run, time_is_up};
use crate::op::paging::fingerprint::Fingerprint;
use crate::op::rate::{Pass, Side};
use crate::op::transact::carry_out_alone;
use crate::op::write::{Part, Step};

/// What is made of an item; `None` if it is left out.
pub(crate) type Make<T> = Box<dyn FnMut(T) -> Result<Option<Part>> + Send>;

/// What a bulk operation does.
pub(crate) struct Job<T> {
    pub(crate) found: Box<dyn Found<T>>,
    pub(crate) make: Make<T>,
    /// Whether each write is sent by itself: it changes guards.
    pub(crate) alone: bool,
    /// What its checkpoints belong to.
    pub(crate) of: Fingerprint,
    pub(crate) settings: Settings,
}

/// A bulk operation on its way.
///
/// Each walk reads a page, and while that is written it reads the next: two pages of each walk are in memory. Everything is polled all
/// the time, so that no request waits for others while it is under way.
struct Bulk<T> {
    make: Mutex<Make<T>>,
    alone: bool,
    concurrency: usize,
    ledger: Arc<Ledger>,
    target: Client,
}

impl<T: Send> Job<T> {
    /// Reads by one client, and writes by another.
    ///
    /// # Errors
    /// The first error. After it nothing more is begun, and what is under way is waited for.
    pub(crate) async fn run(
        mut self,
        source: &Client,
        target: &Client,
    ) -> Result<BulkProgress, Unfinished> {
        let from = self.settings.from.clone();
        let end = self.settings.end();
        let refused = |error| Unfinished::new(error, BulkProgress::none(from.clone()));
        let meter = self.settings.meter().map_err(refused)?;
        let source = source.intercepted(meter.clone());
        let begun = self.found.begin(&source, self.of, from.clone());
        let reading = begun.map_err(refused)?;
        let max_requests = smaller(self.settings.max_requests, reading.max_requests);
        let callback = self.settings.callback.take();
        let bulk = Bulk {
            make: Mutex::new(self.make),
            alone: self.alone,
            concurrency: self.settings.concurrency,
            target: target.intercepted(meter.clone()),
            ledger: Arc::new(Ledger::new(
                meter,
                reading.from.clone(),
                max_requests.map_err(refused)?,
                callback,
            )),
        };
        tokio::select! {
            biased;
            () = time_is_up(end) => {}
            () = bulk.go(reading) => {}
        }
        bulk.ledger.finish()
    }
}

impl<T: Send> Bulk<T> {
    async fn go(&self, mut reading: Reading<T>) {
        let mut under_way = FuturesUnordered::new();
        loop {
            while under_way.len() < reading.at_once && self.ledger.goes_on() {
                match reading.walks.next() {
                    Some((segment, Ok(pages))) => under_way.push(self.walk(segment, pages)),
                    Some((_, Err(error))) => self.ledger.fail(error),
                    None => break,
                }
            }
            if under_way.next().await.is_none() {
                return;
            }
        }
    }

    async fn walk(&self, segment: u32, mut pages: Box<dyn Pages<T>>) {
        let mut page = self.read(&mut *pages).await;
        while let Some(Page { items, cursor, .. }) = page {
            let (is_done, next) = join(self.write(items), self.read(&mut *pages)).await;
            if !is_done {
                return;
            }
            self.ledger.reach(segment, cursor);
            page = next;
        }
    }

    async fn read(&self, pages: &mut dyn Pages<T>) -> Option<Page<T>> {
        if !pages.goes_on() || !self.ledger.may_read() {
            return None;
        }
        let _pass = self.pass(Side::Read).await?;
        match pages.next().await {
            Ok(page) => {
                self.ledger.read(page.as_ref().map_or(0, |page| page.len()));
                page
            }
            Err(error) => {
                self.ledger.fail(error);
                None
            }
        }
    }

    /// Waits until a request may be sent; `None` if none may be any more.
    async fn pass(&self, side: Side) -> Option<Pass> {
        self.ledger.meter.gate(side).enter().await.ok()
    }

    /// Writes what is made of these items. Whether all of it is done.
    async fn write(&self, items: Vec<T>) -> bool {
        let steps = match self.form(items).await {
            Ok(steps) => steps,
            Err(error) => {
                self.ledger.fail(error);
                return false;
            }
        };
        let written = if self.alone {
            Ok(self.one_by_one(steps).await)
        } else {
            self.in_batches(steps).await
        };
        written.unwrap_or_else(|error| {
            self.ledger.fail(error);
            false
        })
    }

    /// Makes the writes, and runs their hooks. If one fails, none of the page is written.
    async fn form(&self, items: Vec<T>) -> Result<Vec<Step>> {
        let count = items.len();
        let parts: Vec<Part> = {
            let mut make = self.make.lock().unwrap_or_else(PoisonError::into_inner);
            let made = items.into_iter().filter_map(|item| make(item).transpose());
            made.collect::<Result<_>>()?
        };
        self.ledger.left_out(count - parts.len());
        stream::iter(parts)
            .map(|part| self.form_one(part))
            .buffered(self.concurrency)
            .try_collect()
            .await
    }

    async fn form_one(&self, part: Part) -> Result<Step> {
        match self.ledger.failed() {
            Some(error) => Err(error),
            None => part.form(&self.target).await,
        }
    }

    async fn in_batches(&self, steps: Vec<Step>) -> Result<bool> {
        let (count, mut done) = (steps.len(), 0);
        let steps = steps.into_iter().enumerate();
        let writes: Vec<_> = steps
            .map(|(position, step)| Ready::new(position, step))
            .collect::<Result<_>>()?;
        let source = stream::iter(writes).map(|write| Given::Ready(Box::new(write)));
        let mut keep = |write: Ready| {
            done += write.count();
            self.ledger.written(write.count());
        };
        let ledger = Arc::clone(&self.ledger);
        let watch = Watch::new(Box::new(move |_| ledger.tell()));
        let pace = Pace {
            concurrency: self.concurrency,
            deadline: None,
        };
        let run = Run::new(&self.target, pace.begin()?, &watch, &mut keep);
        let run = run.through(self.ledger.meter.gate(Side::Write));
        let ending = run.finish(pin!(source)).await;
        match ending.error {
            Some(error) => Err(error),
            None => Ok(done == count),
        }
    }

    async fn one_by_one(&self, steps: Vec<Step>) -> bool {
        let count = steps.len();
        let steps = stream::iter(steps).map(|step| self.alone(step));
        let done = steps
            .buffer_unordered(self.concurrency)
            .filter(|is_done| ready(*is_done));
        done.count().await == count
    }

    async fn alone(&self, step: Step) -> bool {
        let Some(_pass) = self.pass(Side::Write).await else {
            return false;
        };
        match carry_out_alone(step, &self.target).await {
            Ok(_) => {
                self.ledger.written(1);
                self.ledger.tell();
                true
            }
            Err(error) => {
                self.ledger.fail(error);
                false
            }
        }
    }
}

/// The smaller of two ceilings.
fn smaller(one: Option<u32>, other: Option<u32>) -> Result<Option<u32>> {
    let least = match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    if least == Some(0) {
        return Err(Error::invalid("`max_requests` is at least 1"));
    }
    Ok(least)
}
