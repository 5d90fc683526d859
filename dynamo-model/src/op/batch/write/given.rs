//! The writes of a batch as they come.

use std::borrow::Cow;

use super::ready::Ready;
use crate::client::Client;
use crate::error::{Error, Result};
use crate::op::write::{Part, Step};

/// A write of a batch.
#[derive(Clone)]
pub(crate) enum Given {
    /// As it was given. An error is one of a write that no batch takes.
    Part(Result<Part>),
    /// Ready to be sent.
    Ready(Box<Ready>),
}

impl Given {
    /// Runs the hooks, and makes it ready. What was given stays.
    pub(crate) async fn ready(&self, position: usize, client: &Client) -> Result<Ready> {
        let part = match self {
            Self::Ready(ready) => return Ok((**ready).clone()),
            Self::Part(part) => part.clone()?,
        };
        Ready::new(position, part.form(client).await?)
    }

    /// The same for the declared table, and without hooks.
    pub(crate) fn declared(&self, position: usize) -> Result<Ready> {
        match self {
            Self::Ready(ready) => Ok((**ready).clone()),
            Self::Part(part) => Ready::new(position, part.clone()?.declared()?),
        }
    }

    /// To be given again: hooks that have been run are not run again.
    pub(crate) fn again(&self) -> Result<Part> {
        match self {
            Self::Part(part) => part.clone(),
            Self::Ready(ready) => Ok(Part::new((*ready.step).clone())),
        }
    }

    /// What it writes.
    pub(crate) fn step(&self) -> Result<Cow<'_, Step>> {
        match self {
            Self::Part(part) => part.clone()?.declared().map(Cow::Owned),
            Self::Ready(ready) => Ok(Cow::Borrowed(&ready.step)),
        }
    }
}

/// Says which write an error is of.
pub(crate) fn at(position: usize, error: Error) -> Error {
    error.while_doing(format!("operation {position} of the batch"))
}
