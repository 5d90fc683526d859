//! What a read gives back: whole items as models, or selected attributes.

use std::fmt;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Attributes, Model};
use crate::error::{AttributePath, Error, Result};
use crate::expr::{Renderer, SelectedItem, Selection, askable};
use crate::schema::Schema;
use crate::value::{AvReader, Decode, Reader};

/// What a read asks for of each item, and what it makes of the answer.
pub(crate) struct View<T> {
    /// The paths to ask for; none for the whole item.
    paths: Vec<AttributePath>,
    pub(crate) decode: Decoder<T>,
}

/// Takes values out of an item that holds what was asked for.
type Take<T> = dyn Fn(&Attributes) -> Result<T> + Send + Sync;

/// How an item becomes a `T`.
pub(crate) enum Decoder<T> {
    /// By its own type, from any back end.
    Whole(fn(&mut dyn Reader<'_>) -> Result<T>),
    /// By taking values out of it.
    Selected(Arc<Take<T>>),
}

impl<M: Model> View<M> {
    pub(crate) fn whole() -> Self {
        Self {
            paths: Vec::new(),
            decode: Decoder::Whole(<M as Decode>::decode),
        }
    }
}

impl<T> View<T> {
    pub(crate) fn selection<R, S>(selection: &S) -> Self
    where
        T: 'static,
        S: Selection<R, Output = T> + 'static,
        R: 'static,
    {
        let paths = selection.paths();
        let asked = askable(&paths);
        let known = asked.clone();
        let read = move |item: &Attributes| S::read(&paths, &SelectedItem::new(item, &known));
        Self {
            paths: asked,
            decode: Decoder::Selected(Arc::new(read)),
        }
    }

    /// The projection of this view. The key is always in it: pages go on from keys.
    pub(crate) fn render<M: Schema>(&self, renderer: &mut Renderer) -> Option<String> {
        if self.paths.is_empty() {
            return None;
        }
        let mut paths = self.paths.clone();
        paths.extend(M::SCHEMA.key_names().map(AttributePath::new));
        renderer.projection(&paths)
    }

    /// Reads one item.
    pub(crate) fn read(&self, item: Attributes) -> Result<T> {
        match &self.decode {
            Decoder::Whole(decode) => read_item(item, *decode),
            Decoder::Selected(read) => read(&item).map_err(|error| error.with_item(Some(item))),
        }
    }
}

/// Reads an item in the SDK's own types. If it does not fit, the error carries it.
pub(crate) fn read_item<T>(
    item: Attributes,
    decode: fn(&mut dyn Reader<'_>) -> Result<T>,
) -> Result<T> {
    let value = AttributeValue::M(item);
    decode(&mut AvReader::new(&value)).map_err(|error| match value {
        AttributeValue::M(item) => error.with_item(Some(item)),
        _ => error,
    })
}

/// Says which read found an item that does not fit, and where the item is.
pub(crate) fn misfit(operation: &str, table: &str, error: Error) -> Error {
    error.while_doing(format!(
        "{operation} on table `{table}` read an item that does not fit the model (`Error::stored_item` has it)"
    ))
}

impl<T> Clone for View<T> {
    fn clone(&self) -> Self {
        let decode = match &self.decode {
            Decoder::Whole(decode) => Decoder::Whole(*decode),
            Decoder::Selected(read) => Decoder::Selected(Arc::clone(read)),
        };
        Self {
            paths: self.paths.clone(),
            decode,
        }
    }
}

impl<T> fmt::Debug for View<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.paths.iter().map(ToString::to_string))
            .finish()
    }
}
