//! What a bulk operation keeps account of.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::settings::Callback;
use super::{BulkProgress, Checkpoint, Unfinished};
use crate::error::Error;
use crate::op::Cursor;
use crate::op::rate::Meter;

/// What all parts of a bulk operation keep account of together.
pub(crate) struct Ledger {
    pub(crate) meter: Meter,
    account: Mutex<Account>,
}

struct Account {
    read: u64,
    written: u64,
    left_out: u64,
    checkpoint: Checkpoint,
    /// How many requests may still read.
    reads_left: Option<u32>,
    failed: Option<Error>,
    callback: Option<Callback>,
}

impl Ledger {
    pub(crate) fn new(
        meter: Meter,
        checkpoint: Checkpoint,
        reads_left: Option<u32>,
        callback: Option<Callback>,
    ) -> Self {
        let account = Account {
            read: 0,
            written: 0,
            left_out: 0,
            checkpoint,
            reads_left,
            failed: None,
            callback,
        };
        Self {
            meter,
            account: Mutex::new(account),
        }
    }

    /// Whether anything more may be read.
    pub(crate) fn goes_on(&self) -> bool {
        self.lock().goes_on()
    }

    /// Whether another request may read. It is one less then.
    pub(crate) fn may_read(&self) -> bool {
        let mut account = self.lock();
        let may_read = account.goes_on();
        account.reads_left = account.reads_left.map(|left| left.saturating_sub(1));
        may_read
    }

    /// Why nothing more is to be begun.
    pub(crate) fn failed(&self) -> Option<Error> {
        self.lock().failed.clone()
    }

    /// Begins nothing more. The first error is the one to tell.
    pub(crate) fn fail(&self, error: Error) {
        self.meter.close(&error);
        self.lock().failed.get_or_insert(error);
    }

    pub(crate) fn read(&self, items: usize) {
        self.lock().read += count(items);
    }

    pub(crate) fn left_out(&self, items: usize) {
        self.lock().left_out += count(items);
    }

    pub(crate) fn written(&self, items: usize) {
        self.lock().written += count(items);
    }

    /// What lies in front of this cursor is done; without one, all of the segment.
    pub(crate) fn reach(&self, segment: u32, cursor: Option<Cursor>) {
        self.lock().checkpoint.reach(segment, cursor);
        self.tell();
    }

    /// Tells how far it has come.
    pub(crate) fn tell(&self) {
        let mut account = self.lock();
        // It is not made where nobody asks for it.
        if let Some(mut callback) = account.callback.take() {
            callback(&self.progress(&account));
            account.callback = Some(callback);
        }
    }

    /// How it ended.
    pub(crate) fn finish(&self) -> Result<BulkProgress, Unfinished> {
        let mut account = self.lock();
        let progress = self.progress(&account);
        match account.failed.take() {
            None => Ok(progress),
            Some(error) => Err(Unfinished::new(error, progress)),
        }
    }

    fn progress(&self, account: &Account) -> BulkProgress {
        let consumed = self.meter.consumed();
        BulkProgress {
            read: account.read,
            written: account.written,
            left_out: account.left_out,
            requests: consumed.requests,
            read_units: consumed.read_units,
            write_units: consumed.write_units,
            checkpoint: Some(account.checkpoint.clone()),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Account> {
        self.account.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Account {
    fn goes_on(&self) -> bool {
        self.failed.is_none() && self.reads_left != Some(0)
    }
}

fn count(items: usize) -> u64 {
    u64::try_from(items).unwrap_or(u64::MAX)
}
