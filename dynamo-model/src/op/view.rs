//! What a read gives back: whole items as models, or selected attributes.

use std::fmt;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use super::Attributes;
use crate::error::{AttributePath, Error, Result};
use crate::expr::{Renderer, SelectedItem, Selection, askable};
use crate::schema::{Schema, decode_owned};
use crate::value::{Attribute, AvReader, Decode, Reader};
use crate::wire;

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

/// What a read of an index can give back.
#[diagnostic::on_unimplemented(
    message = "this index does not hold all attributes: it gives `{Self}`",
    label = "not a whole item",
    note = "`.hydrate()` reads the whole items from the table, by their keys",
    note = "`.project::<P>()` and `.select(..)` read attributes that the index holds"
)]
pub trait Readable {}

#[diagnostic::do_not_recommend]
impl<T: Attribute> Readable for T {}

macro_rules! readable {
    ($($T:ident)+) => {
        impl<$($T),+> Readable for ($($T,)+) {}
    };
}

// The tuples of a selection that are not attributes as well.
readable!(A B C D E F G H I);
readable!(A B C D E F G H I J);
readable!(A B C D E F G H I J K);
readable!(A B C D E F G H I J K L);

impl<T: Decode> View<T> {
    pub(crate) fn whole() -> Self {
        Self {
            paths: Vec::new(),
            decode: Decoder::Whole(T::decode),
        }
    }
}

impl View<Attributes> {
    /// These attributes as they are.
    pub(crate) fn attributes(names: impl IntoIterator<Item = &'static str>) -> Self {
        Self {
            paths: names.into_iter().map(AttributePath::new).collect(),
            decode: Decoder::Whole(wire::attributes),
        }
    }
}

impl<M: Schema> View<Option<M>> {
    /// Whole items of the model; `None` for an item of another.
    pub(crate) fn owned() -> Self {
        Self {
            paths: Vec::new(),
            decode: Decoder::Whole(decode_owned::<M>),
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

    /// Whether it gives back whole items.
    pub(crate) fn is_whole(&self) -> bool {
        self.paths.is_empty() && matches!(self.decode, Decoder::Whole(_))
    }

    /// The projection of this view. The key is always in it: pages go on from keys.
    pub(crate) fn render(
        &self,
        renderer: &mut Renderer,
        key_names: impl IntoIterator<Item = &'static str>,
    ) -> Option<String> {
        if self.paths.is_empty() {
            return None;
        }
        let mut paths = self.paths.clone();
        paths.extend(key_names.into_iter().map(AttributePath::new));
        renderer.projection(&paths)
    }

    /// The attributes that it asks for; none for the whole item.
    pub(crate) fn paths(&self) -> &[AttributePath] {
        &self.paths
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
