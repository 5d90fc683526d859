//! Selections: the attributes that a read asks for, and the values it gives back for them.

use std::collections::HashMap;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use super::path::Path;
use crate::error::{AttributePath, Error, Result, Segment};
use crate::schema::Reads;
use crate::value::{Attribute, AttributeType, Plain, from_attribute_value, mismatch, type_of};

/// Attributes of the model `R` that a read asks for: one path, or a tuple of up to twelve.
///
/// What comes back has their types: `|o| (o.status, o.total)` gives tuples of a status and a total. For an attribute in
/// a document that may be missing as a whole, ask for the document, or for an `Option` of the attribute.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a selection of attributes",
    label = "expected a path, or a tuple of up to twelve paths",
    note = "a path inside a document is selected with `.clone()`: `(o.id, o.address.city.clone())`"
)]
pub trait Selection<R> {
    /// What is read.
    type Output;

    /// The paths to ask for.
    fn paths(&self) -> Vec<AttributePath>;

    /// Takes the values at `paths` out of an item that holds what was asked for.
    ///
    /// # Errors
    /// If a value does not fit its type.
    fn read(paths: &[AttributePath], item: &SelectedItem<'_>) -> Result<Self::Output>;
}

/// An item that holds only what was asked for.
#[derive(Clone, Copy)]
pub struct SelectedItem<'a> {
    item: &'a HashMap<String, AttributeValue>,
    asked: &'a [AttributePath],
}

impl fmt::Debug for SelectedItem<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The values stay out: they are the application's data.
        f.debug_struct("SelectedItem").finish_non_exhaustive()
    }
}

impl<'a> SelectedItem<'a> {
    pub(crate) fn new(
        item: &'a HashMap<String, AttributeValue>,
        asked: &'a [AttributePath],
    ) -> Self {
        Self { item, asked }
    }

    fn read<T: Attribute>(&self, path: &AttributePath) -> Result<T> {
        match self.find(path)? {
            Some(value) => from_attribute_value::<T, Plain>(value),
            None => T::absent(),
        }
        .map_err(|error| error.at_path(Some(path)))
    }

    fn find(&self, path: &AttributePath) -> Result<Option<&'a AttributeValue>> {
        let mut segments = path.segments().into_iter();
        let Some(Segment::Name(first)) = segments.next() else {
            return Err(Error::invalid(
                "a path begins with the name of an attribute",
            ));
        };
        let mut walked = AttributePath::new(first.clone().into_owned());
        let mut at = self.item.get(first.as_ref());
        for segment in segments {
            at = match (segment, at) {
                (_, None) => return Ok(None),
                (Segment::Name(name), Some(AttributeValue::M(entries))) => {
                    entries.get(name.as_ref())
                }
                (Segment::Index(index), Some(AttributeValue::L(elements))) => {
                    elements.get(self.position(&walked, *index))
                }
                (Segment::Name(_), Some(other)) => {
                    return Err(mismatch(AttributeType::M, type_of(other)?));
                }
                (Segment::Index(_), Some(other)) => {
                    return Err(mismatch(AttributeType::L, type_of(other)?));
                }
            };
            walked = walked.child(segment.clone());
        }
        Ok(at)
    }

    /// Where the element `index` of a list is in an answer. DynamoDB closes the gaps: of a list of which the elements 2
    /// and 5 were asked for, it returns a list of two. A list that was asked for as a whole has no gaps.
    fn position(&self, list: &AttributePath, index: usize) -> usize {
        let whole = self.asked.iter().any(|path| path.is_prefix_of(list));
        if whole {
            return index;
        }
        let mut asked: Vec<usize> = self
            .asked
            .iter()
            .filter_map(|path| path.index_below(list))
            .collect();
        asked.sort_unstable();
        asked.dedup();
        asked
            .iter()
            .position(|asked| *asked == index)
            .unwrap_or(usize::MAX)
    }
}

/// Below a list index nothing is asked for by itself, but the whole element: of elements that lack the attribute,
/// DynamoDB would return nothing, and which one is missing could not be told.
pub(crate) fn askable(paths: &[AttributePath]) -> Vec<AttributePath> {
    paths.iter().map(AttributePath::up_to_first_index).collect()
}

impl<R: Reads<K>, T: Attribute, K> Selection<R> for Path<R, T, K> {
    type Output = T;

    fn paths(&self) -> Vec<AttributePath> {
        vec![self.path().clone()]
    }

    fn read(paths: &[AttributePath], item: &SelectedItem<'_>) -> Result<T> {
        match paths {
            [path] => item.read(path),
            _ => Err(Error::invalid(
                "a selection of one path was given another number of paths",
            )),
        }
    }
}

/// A path in a tuple of paths.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a path, and cannot be in a selection",
    label = "expected paths",
    note = "a path inside a document is selected with `.clone()`: `(o.id, o.address.city.clone())`"
)]
pub trait Selected<R> {
    /// The type of the attribute.
    type Value: Attribute;

    #[doc(hidden)]
    fn attribute_path(&self) -> AttributePath;
}

impl<R: Reads<K>, T: Attribute, K> Selected<R> for Path<R, T, K> {
    type Value = T;

    fn attribute_path(&self) -> AttributePath {
        self.path().clone()
    }
}

macro_rules! tuples {
    ($($T:ident $path:ident),+) => {
        impl<R, $($T: Selected<R>),+> Selection<R> for ($($T,)+) {
            type Output = ($($T::Value,)+);

            fn paths(&self) -> Vec<AttributePath> {
                let ($($path,)+) = self;
                vec![$($path.attribute_path()),+]
            }

            fn read(paths: &[AttributePath], item: &SelectedItem<'_>) -> Result<Self::Output> {
                match paths {
                    [$($path),+] => Ok(($(item.read::<$T::Value>($path)?,)+)),
                    _ => Err(Error::invalid("a selection was given another number of paths than it has")),
                }
            }
        }
    };
}

tuples!(A a);
tuples!(A a, B b);
tuples!(A a, B b, C c);
tuples!(A a, B b, C c, D d);
tuples!(A a, B b, C c, D d, E e);
tuples!(A a, B b, C c, D d, E e, F f);
tuples!(A a, B b, C c, D d, E e, F f, G g);
tuples!(A a, B b, C c, D d, E e, F f, G g, H h);
tuples!(A a, B b, C c, D d, E e, F f, G g, H h, I i);
tuples!(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j);
tuples!(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k);
tuples!(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k, L l);
