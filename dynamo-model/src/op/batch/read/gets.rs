//! The gets of all groups, one after the other.

use std::fmt;
use std::sync::Arc;

use super::shelf::{Put, Receive};
use crate::client::Client;
use crate::error::{Error, Result};
use crate::expr::Renderer;
use crate::op::Attributes;
use crate::op::reading::view::Asking;
use crate::schema::TableSchema;
use crate::value::Reader;

/// Where what is read goes: to which shelf, and where on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(super) shelf: usize,
    pub(super) index: usize,
}

/// One get: what is asked for, and where the answer goes.
pub(crate) struct Asked {
    pub(crate) key: Attributes,
    pub(crate) how: How,
    pub(crate) place: Place,
}

/// How an item is asked for, whichever it is.
#[derive(Clone)]
pub(crate) struct How {
    pub(crate) table: String,
    schema: &'static TableSchema,
    pub(crate) consistent: bool,
    asking: Asking,
}

impl How {
    pub(crate) fn new(
        table: String,
        schema: &'static TableSchema,
        consistent: bool,
        asking: Asking,
    ) -> Self {
        Self {
            table,
            schema,
            consistent,
            asking,
        }
    }

    pub(crate) fn key_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.schema.key_names()
    }

    /// Whether the same attributes are asked for, of whatever item.
    pub(crate) fn asks_the_same(&self, other: &Self) -> bool {
        self.asking == other.asking
    }

    /// The projection, if there is one, in the names that the renderer gives.
    pub(crate) fn render(&self, renderer: &mut Renderer) -> Option<String> {
        self.asking.render(renderer, self.key_names())
    }
}

/// Two models of one table are asked for in the same way.
impl PartialEq for How {
    fn eq(&self, other: &Self) -> bool {
        self.consistent == other.consistent
            && self.asking == other.asking
            && self.table == other.table
            && self.key_names().eq(other.key_names())
    }
}

/// Under which names the tables are asked for. For this crate alone.
#[derive(Debug, Clone, Copy)]
pub enum Names<'a> {
    /// As the models declare them.
    Declared,
    /// As a client knows them.
    Of(&'a Client),
}

/// The gets of all groups, one after the other. For this crate alone.
#[derive(Default)]
pub struct Gets {
    pub(crate) shelves: Shelves,
    pub(crate) asked: Vec<Asked>,
}

impl fmt::Debug for Gets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gets({})", self.asked.len())
    }
}

/// The shelves of all groups.
#[derive(Clone, Default)]
pub(crate) struct Shelves(Vec<Arc<dyn Receive>>);

impl Shelves {
    /// Adds one, and says which it is.
    pub(super) fn add(&mut self, shelf: Arc<dyn Receive>) -> usize {
        self.0.push(shelf);
        self.0.len() - 1
    }

    fn at(&self, place: Place) -> Result<Arc<dyn Receive>> {
        let shelf = self.0.get(place.shelf).cloned();
        shelf.ok_or_else(|| Error::invalid("nothing is to be read in this place"))
    }

    /// Reads an item from where it stands. `None` if it is left out.
    pub(crate) fn read_from(
        &self,
        place: Place,
        reader: &mut dyn Reader<'_>,
    ) -> Result<Option<Put>> {
        self.at(place)?.read_from(place.index, reader)
    }

    /// Reads an item in the SDK's own types. `None` if it is left out.
    pub(crate) fn read(&self, place: Place, item: Attributes) -> Result<Option<Put>> {
        self.at(place)?.read(place.index, item)
    }

    /// Says that there is nothing to come in this place.
    pub(crate) fn settle(&self, place: Place) {
        if let Some(shelf) = self.0.get(place.shelf) {
            shelf.settle(place.index);
        }
    }

    /// An error of the item at this place, as its model tells it.
    pub(crate) fn told(&self, place: Place, error: Error) -> Error {
        match self.0.get(place.shelf) {
            Some(shelf) => shelf.told(place.index, error),
            None => error,
        }
    }
}
