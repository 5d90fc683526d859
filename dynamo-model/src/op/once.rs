//! Creating an item, where it may have been created before.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::hooks::{Load, before_save};
use super::{Attributes, Model, Put, read_stored, stored_form};
use crate::client::Client;
use crate::error::Result;
use crate::lifecycle::unchecked_at;
use crate::value::Item;

/// Creates an item, and takes it for created if the same is there already. Made by [`Model::create_once`].
///
/// One request, which costs a write unit for every KB of the item, also if it is there already.
#[must_use = "an operation does nothing until it is sent"]
#[derive(Clone)]
pub struct CreateOnce<M> {
    item: M,
    table: Option<String>,
}

impl<M: Model> CreateOnce<M> {
    pub(crate) fn new(item: &M) -> Self {
        Self {
            item: item.clone(),
            table: None,
        }
    }

    /// Writes to the table of this very name, whatever the client's prefix and suffix.
    pub fn table(mut self, name: impl Into<String>) -> Self {
        self.table = Some(name.into());
        self
    }

    /// Creates the item, and gives back the item as it now stands: this one, or the same from before.
    ///
    /// # Errors
    /// [`AlreadyExists`](crate::ErrorKind::AlreadyExists) if another item is under the key: the error carries it. All others are those of
    /// [`Model::create`].
    pub async fn send(self, client: &Client) -> Result<M> {
        let item = if M::HOOKED {
            before_save(self.item, client).await?
        } else {
            self.item
        };
        let mut create = Put::formed(&item);
        if let Some(table) = self.table {
            create = create.table(table);
        }
        let error = match create.send(client).await {
            Err(error) if error.is_already_exists() => error,
            sent => return sent,
        };
        match error.stored_item() {
            Some(stored) if is_same(&item, stored)? => {
                let stored = read_stored(stored.clone())?;
                match M::LOAD {
                    Some(load) => load(stored, client).await,
                    None => Ok(stored),
                }
            }
            _ => Err(error),
        }
    }
}

/// Whether this is what a write of the item has stored, but for its version and what it has of the moment: times, and ids that are made.
fn is_same<M: Model>(item: &M, stored: &Attributes) -> Result<bool> {
    /// Of no round length, so that it changes a time in any unit.
    const LATER: Duration = Duration::new(90_061, 1_001_001);
    let now = SystemTime::now();
    let at = |now| stored_form(&*unchecked_at(item, now));
    let (mut written, later) = (at(now)?, at(now + LATER)?);
    let version = M::SCHEMA.version().map(|version| version.name());
    let mut stored = stored.clone();
    let names: Vec<_> = written.keys().chain(later.keys()).cloned().collect();
    for name in names {
        let is_of_the_moment = written.get(&name) != later.get(&name);
        if is_of_the_moment || Some(name.as_str()) == version {
            written.remove(&name);
            stored.remove(&name);
        }
    }
    Ok(Item::try_from(written)? == Item::try_from(stored)?)
}

impl<M> fmt::Debug for CreateOnce<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreateOnce").finish_non_exhaustive()
    }
}
