//! The writes of one request, sent until all of them are done.

use super::answer::{Unprocessed, undone};
use super::ready::Ready;
use super::request::{Doubts, doing, doubts};
use crate::error::{Error, ErrorKind, Result};
use crate::op::backoff::{ATTEMPTS, Backoff};

/// The writes of one request, sent until all of them are done.
pub(crate) struct Errand {
    pub(crate) writes: Vec<Ready>,
    pub(crate) backoff: Backoff,
    /// Of the last request.
    pub(crate) doubt: Doubts,
    /// Why DynamoDB has refused the last request as a whole.
    pub(crate) refused: Option<Error>,
}

impl Errand {
    pub(crate) fn new(writes: Vec<Ready>) -> Self {
        Self {
            writes,
            backoff: Backoff::default(),
            doubt: doubts(),
            refused: None,
        }
    }

    /// Keeps in mind that the last request may have written what it has not told of.
    pub(crate) fn look_back(&mut self) {
        if self.doubt.is_there() {
            self.doubt_all();
        }
    }

    fn doubt_all(&mut self) {
        let writes = self.writes.iter_mut();
        writes.for_each(|write| write.in_doubt = true);
    }

    /// Takes out what is done.
    pub(crate) fn finish(&mut self, unprocessed: &Unprocessed) -> Result<Vec<Ready>> {
        let undone = undone(&self.writes, unprocessed).inspect_err(|_| self.doubt_all())?;
        let writes = std::mem::take(&mut self.writes).into_iter().zip(undone);
        let (undone, done): (Vec<_>, Vec<_>) = writes.partition(|(_, undone)| *undone);
        self.writes = undone.into_iter().map(|(write, _)| write).collect();
        Ok(done.into_iter().map(|(write, _)| write).collect())
    }

    pub(crate) fn gave_up(&self) -> Error {
        let error = Error::new(
            ErrorKind::Throttled,
            format!(
                "{ATTEMPTS} requests in a row have written nothing: DynamoDB lacks the capacity for now; slow down, or raise the \
                 capacity"
            ),
        );
        let error = error.while_doing(doing(&self.writes));
        match &self.refused {
            Some(refused) => error.with_source(refused.clone()),
            None => error,
        }
    }
}
