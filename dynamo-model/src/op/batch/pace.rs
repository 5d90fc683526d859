//! How a batch is worked off: how many requests at once, and for how long.

use std::time::Duration;

use tokio::time::Instant;

use crate::error::{Error, Result};

/// How many requests are under way at once, unless the program says otherwise. More than a few would use up a table's capacity
/// in bursts, and end in what DynamoDB leaves undone.
const AT_ONCE: usize = 4;

/// How many requests are under way at once, and for how long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    pub(crate) concurrency: usize,
    pub(crate) deadline: Option<Duration>,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            concurrency: AT_ONCE,
            deadline: None,
        }
    }
}

impl Pace {
    pub(super) fn check(&self) -> Result<()> {
        if self.concurrency == 0 {
            return Err(Error::invalid("`concurrency` is at least 1"));
        }
        Ok(())
    }

    /// When the time is up, of what begins now.
    pub(super) fn end(&self) -> Option<Instant> {
        // A time that no clock reaches is none.
        self.deadline
            .and_then(|time| Instant::now().checked_add(time))
    }
}
