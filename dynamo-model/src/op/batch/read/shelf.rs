//! Where what is read is put: a place for each get.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Lookup;
use super::sought::Sight;
use crate::client::Client;
use crate::error::{Error, Result};
use crate::op::Attributes;
use crate::value::Reader;

/// Puts an item that was read in its place. Until it runs, nothing has come of the item: an answer may turn out to be worth
/// nothing when half of it is read.
pub(crate) type Put = Box<dyn FnOnce() + Send>;

/// The places of a group of gets, and how each is read.
pub(crate) struct Shelf<T> {
    sights: Vec<Sight<T>>,
    items: Mutex<Vec<Lookup<T>>>,
}

/// A shelf, whatever stands on it.
pub(crate) trait Receive: Send + Sync {
    /// Reads an item from where it stands. `None` if it is left out.
    fn read_from(self: Arc<Self>, index: usize, reader: &mut dyn Reader<'_>)
    -> Result<Option<Put>>;

    /// Reads an item in the SDK's own types. `None` if it is left out.
    fn read(self: Arc<Self>, index: usize, item: Attributes) -> Result<Option<Put>>;

    /// Says that there is nothing to come in this place.
    fn settle(&self, index: usize);

    /// An error of the item at this place, as its model tells it.
    fn told(&self, index: usize, error: Error) -> Error;
}

impl<T: Send + 'static> Shelf<T> {
    pub(super) fn new(sights: Vec<Sight<T>>) -> Self {
        let items = sights.iter().map(|_| Lookup::Unread).collect();
        Self {
            sights,
            items: Mutex::new(items),
        }
    }

    /// Runs the hooks of what was read, and takes it down. Where a hook fails, nothing was read; the first such error is returned.
    pub(super) async fn take(&self, client: &Client) -> (Vec<Lookup<T>>, Option<Error>) {
        let items = std::mem::take(&mut *self.items());
        let mut failed = None;
        let mut taken = Vec::with_capacity(items.len());
        for (item, sight) in items.into_iter().zip(&self.sights) {
            taken.push(match item {
                Lookup::Found(item) => match sight.view.load_one(Some(item), client).await {
                    Ok(item) => item.map_or(Lookup::Missing, Lookup::Found),
                    Err(error) => {
                        failed.get_or_insert(error);
                        Lookup::Unread
                    }
                },
                other => other,
            });
        }
        (taken, failed)
    }

    fn items(&self) -> MutexGuard<'_, Vec<Lookup<T>>> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, index: usize, item: T) {
        if let Some(place) = self.items().get_mut(index) {
            *place = Lookup::Found(item);
        }
    }

    fn sight(&self, index: usize) -> Result<&Sight<T>> {
        let sight = self.sights.get(index);
        sight.ok_or_else(|| Error::invalid("nothing is to be read in this place"))
    }

    fn will_put(self: Arc<Self>, index: usize, item: T) -> Put {
        Box::new(move || self.put(index, item))
    }
}

impl<T: Send + 'static> Receive for Shelf<T> {
    fn read_from(
        self: Arc<Self>,
        index: usize,
        reader: &mut dyn Reader<'_>,
    ) -> Result<Option<Put>> {
        let read = self.sight(index)?.view.read_from(reader)?;
        Ok(read.map(|item| self.will_put(index, item)))
    }

    fn read(self: Arc<Self>, index: usize, item: Attributes) -> Result<Option<Put>> {
        let read = self.sight(index)?.view.read(item)?;
        Ok(read.map(|item| self.will_put(index, item)))
    }

    fn settle(&self, index: usize) {
        if let Some(place @ Lookup::Unread) = self.items().get_mut(index) {
            *place = Lookup::Missing;
        }
    }

    fn told(&self, index: usize, error: Error) -> Error {
        match self.sights.get(index) {
            Some(sight) => (sight.told)(error),
            None => error,
        }
    }
}
