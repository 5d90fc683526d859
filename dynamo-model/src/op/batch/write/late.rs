//! The deadline of a batch.

use std::future::pending;

use tokio::time::{Instant, sleep_until};

use super::request::OPERATION;
use crate::error::{Error, ErrorKind};

/// Waits until then. Without an end it waits for ever.
pub(crate) async fn time_is_up(end: Option<Instant>) {
    match end {
        // A timer that is over may still fire only when the runtime looks at it.
        Some(end) if end <= Instant::now() => {}
        Some(end) => sleep_until(end).await,
        None => pending().await,
    }
}

/// The error of what was not done by then.
pub(crate) fn late() -> Error {
    let error = Error::new(ErrorKind::Timeout, "the deadline of the batch has passed");
    error.while_doing(OPERATION)
}
