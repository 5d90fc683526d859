//! How a bulk operation goes about it.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

use super::{BulkProgress, Checkpoint};
use crate::error::Result;
use crate::op::rate::{Gate, Meter};

/// How many writes are under way at a time, unless the program says otherwise.
const CONCURRENCY: usize = 4;

/// Who is told of progress.
pub(crate) type Callback = Box<dyn FnMut(&BulkProgress) + Send>;

/// How a bulk operation goes about it.
pub(crate) struct Settings {
    pub(crate) concurrency: usize,
    pub(crate) read_units: Option<f64>,
    pub(crate) write_units: Option<f64>,
    pub(crate) max_requests: Option<u32>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) from: Option<Checkpoint>,
    pub(crate) callback: Option<Callback>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            concurrency: CONCURRENCY,
            read_units: None,
            write_units: None,
            max_requests: None,
            deadline: None,
            from: None,
            callback: None,
        }
    }
}

impl Settings {
    /// The meter of its requests. How many reads there are at a time, the reading knows.
    pub(crate) fn meter(&self) -> Result<Meter> {
        let reads = Gate::new(usize::MAX, self.read_units)?;
        let writes = Gate::new(self.concurrency, self.write_units)?;
        Ok(Meter::new(reads, writes))
    }

    /// When the time is up, of what begins now. A time that no clock reaches is none.
    pub(crate) fn end(&self) -> Option<Instant> {
        let deadline = self.deadline?;
        Instant::now().checked_add(deadline)
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("concurrency", &self.concurrency)
            .field("read_units", &self.read_units)
            .field("write_units", &self.write_units)
            .field("max_requests", &self.max_requests)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}
