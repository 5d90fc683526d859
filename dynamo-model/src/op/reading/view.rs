//! What a read gives back: whole items as models, projections of them, or selected attributes.

use std::fmt;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use super::expired::Expired;
use crate::client::Client;
use crate::error::{AttributePath, Error, Result};
use crate::expr::{Plan, Projection, Renderer, SelectedItem, Selection, askable};
use crate::op::hooks::{Load, LoadFn, load_one};
use crate::op::{Attributes, Model, Tracked};
use crate::schema::{Schema, decode_owned};
use crate::value::{AvReader, Reader};
use crate::wire;

/// What a read asks for of each item, and what it makes of the answer.
pub(crate) struct View<T> {
    /// The paths to ask for; none for the whole item.
    paths: Vec<AttributePath>,
    decode: Decoder<T>,
    /// The hooks of what is read whole.
    load: Option<LoadFn<T>>,
    /// What is left out.
    expired: Option<Expired>,
}

/// What is asked for of an item.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Asking {
    /// None for the whole item.
    paths: Vec<AttributePath>,
    /// What tells the items that are left out, if it has to be asked for.
    tells: Option<&'static str>,
}

impl Asking {
    /// The projection, with the attributes of the key.
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
        paths.extend(self.tells.map(AttributePath::new));
        renderer.projection(&paths)
    }
}

/// Takes values out of an item that holds what was asked for.
type Take<T> = dyn Fn(&Attributes) -> Result<T> + Send + Sync;

/// How an item becomes a `T`.
enum Decoder<T> {
    /// By its own type, from any back end.
    Whole(fn(&mut dyn Reader<'_>) -> Result<T>),
    /// By a projection, from any back end.
    Projected(Arc<Plan<T>>),
    /// By taking values out of it.
    Selected(Arc<Take<T>>),
}

impl<T: Load> View<T> {
    pub(crate) fn whole() -> Self {
        Self {
            paths: Vec::new(),
            decode: Decoder::Whole(T::decode),
            load: T::LOAD,
            expired: None,
        }
    }
}

impl<M: Model> View<Tracked<M>> {
    /// Whole items that keep what they were read from.
    pub(crate) fn tracked() -> Self {
        Self {
            paths: Vec::new(),
            decode: Decoder::Whole(Tracked::read),
            load: Tracked::LOAD,
            expired: None,
        }
    }
}

impl<M: Model> View<Option<Tracked<M>>> {
    /// The same; `None` for an item of another model.
    pub(crate) fn owned_and_tracked() -> Self {
        Self {
            paths: Vec::new(),
            decode: Decoder::Whole(|reader| decode_owned::<M, _>(reader, Tracked::read)),
            load: None,
            expired: None,
        }
    }
}

impl View<Attributes> {
    /// These attributes as they are.
    pub(crate) fn attributes(names: impl IntoIterator<Item = &'static str>) -> Self {
        Self {
            paths: names.into_iter().map(AttributePath::new).collect(),
            decode: Decoder::Whole(wire::attributes),
            load: None,
            expired: None,
        }
    }
}

impl<M: Schema> View<Option<M>> {
    /// Whole items of the model; `None` for an item of another.
    pub(crate) fn owned() -> Self {
        Self {
            paths: Vec::new(),
            decode: Decoder::Whole(|reader| decode_owned::<M, _>(reader, M::decode)),
            load: None,
            expired: None,
        }
    }
}

impl<T> View<T> {
    pub(crate) fn selection<R, S>(selection: &S) -> Self
    where
        T: 'static,
        S: Selection<R, Output = T>,
    {
        let (asked, take) = (askable(&selection.paths()), selection.take());
        let known = asked.clone();
        let read = move |item: &Attributes| take.read(&SelectedItem::new(item, &known));
        Self {
            paths: asked,
            decode: Decoder::Selected(Arc::new(read)),
            load: None,
            expired: None,
        }
    }

    /// The same without these items. What tells them has to be asked for as well.
    pub(crate) fn without(&self, expired: Option<Expired>) -> Self {
        Self {
            expired,
            ..self.clone()
        }
    }

    /// Whether it gives back whole items.
    pub(crate) fn is_whole(&self) -> bool {
        self.paths.is_empty() && matches!(self.decode, Decoder::Whole(_))
    }

    pub(crate) fn projection<M>() -> Self
    where
        T: Projection<M>,
    {
        let (paths, plan) = Plan::of_item();
        Self {
            paths,
            decode: Decoder::Projected(Arc::new(plan)),
            load: None,
            expired: None,
        }
    }

    /// The projection of this view. The key is always in it: pages go on from keys. So is what tells the items that are left out.
    pub(crate) fn render(
        &self,
        renderer: &mut Renderer,
        key_names: impl IntoIterator<Item = &'static str>,
    ) -> Option<String> {
        self.asking().render(renderer, key_names)
    }

    /// What it asks for.
    pub(crate) fn asking(&self) -> Asking {
        let tells = self.expired.as_ref().map(Expired::attribute);
        Asking {
            paths: self.paths.clone(),
            tells: tells.filter(|_| !self.paths.is_empty()),
        }
    }

    /// The attributes that it asks for; none for the whole item.
    pub(crate) fn paths(&self) -> &[AttributePath] {
        &self.paths
    }

    /// Runs the hooks of what was read.
    pub(crate) async fn load(&self, items: Vec<T>, client: &Client) -> Result<Vec<T>> {
        let Some(load) = self.load else {
            return Ok(items);
        };
        let mut loaded = Vec::with_capacity(items.len());
        for item in items {
            loaded.push(load(item, client).await?);
        }
        Ok(loaded)
    }

    /// Runs the hooks of an item that may have been read.
    pub(crate) async fn load_one(&self, item: Option<T>, client: &Client) -> Result<Option<T>> {
        load_one(self.load, item, client).await
    }

    /// Reads one item from where it stands. `None` if it is left out.
    pub(crate) fn read_from(&self, reader: &mut dyn Reader<'_>) -> Result<Option<T>> {
        if let Some(expired) = &self.expired
            && expired.has(reader)?
        {
            reader.skip()?;
            return Ok(None);
        }
        match &self.decode {
            Decoder::Whole(decode) => decode(reader),
            Decoder::Projected(plan) => plan.read(reader),
            Decoder::Selected(take) => take(&wire::attributes(reader)?),
        }
        .map(Some)
    }

    /// Reads one item in the SDK's own types. If it does not fit, the error carries it.
    pub(crate) fn read(&self, item: Attributes) -> Result<Option<T>> {
        if self.expired.is_some_and(|expired| expired.has_item(&item)) {
            return Ok(None);
        }
        match &self.decode {
            Decoder::Whole(decode) => read_item(item, decode),
            Decoder::Projected(plan) => read_item(item, |reader| plan.read(reader)),
            Decoder::Selected(take) => take(&item).map_err(|error| error.with_item(Some(item))),
        }
        .map(Some)
    }
}

/// Reads an item in the SDK's own types. If it does not fit, the error carries it.
pub(crate) fn read_item<T>(
    item: Attributes,
    decode: impl FnOnce(&mut dyn Reader<'_>) -> Result<T>,
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
            Decoder::Projected(plan) => Decoder::Projected(Arc::clone(plan)),
            Decoder::Selected(take) => Decoder::Selected(Arc::clone(take)),
        };
        Self {
            paths: self.paths.clone(),
            decode,
            load: self.load,
            expired: self.expired,
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
