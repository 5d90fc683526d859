//! What can go wrong on this side of the wire.
//!
//! What DynamoDB refuses is not here: that arrives as the SDK's own error, as it would from AWS.

use std::error::Error;
use std::fmt;

pub(crate) type BoxError = Box<dyn Error + Send + Sync>;

/// A database that could not be opened.
///
/// Returned by [`Embedded::memory`](crate::Embedded::memory) and [`Embedded::open`](crate::Embedded::open).
/// The engine's own error is the [`source`](Error::source).
#[derive(Debug)]
pub struct OpenError {
    what: String,
    source: BoxError,
}

impl OpenError {
    pub(crate) fn new(what: impl Into<String>, source: impl Into<BoxError>) -> Self {
        Self {
            what: what.into(),
            source: source.into(),
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot open {}: {}", self.what, self.source)
    }
}

impl Error for OpenError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.source.as_ref())
    }
}

/// A sweep of expired items that stopped half-way.
///
/// Returned by [`Embedded::sweep_expired`](crate::Embedded::sweep_expired).
/// The engine's own error is the [`source`](Error::source).
#[derive(Debug)]
pub struct SweepError {
    source: BoxError,
}

impl SweepError {
    pub(crate) fn new(source: impl Into<BoxError>) -> Self {
        Self {
            source: source.into(),
        }
    }
}

impl fmt::Display for SweepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot sweep expired items: {}", self.source)
    }
}

impl Error for SweepError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.source.as_ref())
    }
}

/// A fault scripted for an operation that cannot meet it.
///
/// It travels inside the SDK's dispatch failure, which is not retried: the test that scripted it fails and says why.
#[derive(Debug)]
pub(crate) struct Misfit(pub(crate) String);

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the scripted fault does not fit: {}", self.0)
    }
}

impl Error for Misfit {}
