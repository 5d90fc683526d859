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

/// The same of what has begun.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Begun {
    pub(crate) concurrency: usize,
    /// When the time is up.
    pub(crate) end: Option<Instant>,
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
    /// Begins now.
    pub(crate) fn begin(self) -> Result<Begun> {
        if self.concurrency == 0 {
            return Err(Error::invalid("`concurrency` is at least 1"));
        }
        Ok(Begun {
            concurrency: self.concurrency,
            // A time that no clock reaches is none.
            end: self
                .deadline
                .and_then(|time| Instant::now().checked_add(time)),
        })
    }
}
