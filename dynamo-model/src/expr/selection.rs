//! Selections: the attributes that a read asks for, and the values it gives back for them.

use std::collections::HashMap;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use super::path::{AsRead, Path};
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

    /// How the values at these paths are taken out of an item that holds what was asked for.
    fn take(&self) -> Take<Self::Output>;
}

/// Takes values out of an item that holds what was asked for.
pub struct Take<T>(Box<Read<T>>);

type Read<T> = dyn Fn(&SelectedItem<'_>) -> Result<T> + Send + Sync;

impl<T> Take<T> {
    fn new(read: impl Fn(&SelectedItem<'_>) -> Result<T> + Send + Sync + 'static) -> Self {
        Self(Box::new(read))
    }

    /// Takes them.
    pub(crate) fn read(&self, item: &SelectedItem<'_>) -> Result<T> {
        (self.0)(item)
    }
}

impl<T> fmt::Debug for Take<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Take")
    }
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

    fn read<T: Attribute>(&self, path: &AttributePath, as_read: AsRead<T>) -> Result<T> {
        match self.find(path)? {
            Some(value) => from_attribute_value::<T, Plain>(value),
            None => as_read.absent(),
        }
        .and_then(|value| as_read.finished(value))
        .map_err(|error| error.at_path(Some(path)))
    }

    fn find(&self, path: &AttributePath) -> Result<Option<&'a AttributeValue>> {
        let mut names = path.names();
        let Some((Segment::Name(first), aliases)) = names.next() else {
            return Err(Error::invalid(
                "a path begins with the name of an attribute",
            ));
        };
        let Some((mut walked, mut at)) = named(self.item, first, aliases)
            .map(|(name, value)| (AttributePath::new(name.to_owned()), value))
        else {
            return Ok(None);
        };
        for (segment, aliases) in names {
            let below = match (segment, at) {
                (Segment::Name(name), AttributeValue::M(entries)) => named(entries, name, aliases)
                    .map(|(name, value)| (Segment::from(name.to_owned()), value)),
                (Segment::Index(index), AttributeValue::L(elements)) => elements
                    .get(self.position(&walked, *index))
                    .map(|value| (segment.clone(), value)),
                (Segment::Name(_), other) => {
                    return Err(mismatch(AttributeType::M, type_of(other)?));
                }
                (Segment::Index(_), other) => {
                    return Err(mismatch(AttributeType::L, type_of(other)?));
                }
            };
            let Some((step, value)) = below else {
                return Ok(None);
            };
            walked = walked.child(step);
            at = value;
        }
        Ok(Some(at))
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

/// The entry of this name, or of the first of its older names that is there.
fn named<'a>(
    entries: &'a HashMap<String, AttributeValue>,
    name: &str,
    aliases: &[&str],
) -> Option<(&'a str, &'a AttributeValue)> {
    std::iter::once(name)
        .chain(aliases.iter().copied())
        .find_map(|name| entries.get_key_value(name))
        .map(|(name, value)| (name.as_str(), value))
}

/// Below a list index nothing is asked for by itself, but the whole element: of elements that lack the attribute,
/// DynamoDB would return nothing, and which one is missing could not be told. Attributes are asked for under their older names too.
pub(crate) fn askable(paths: &[AttributePath]) -> Vec<AttributePath> {
    let paths = paths.iter().map(AttributePath::up_to_first_index);
    paths.flat_map(|path| path.alternatives()).collect()
}

impl<R: Reads<K>, T: Attribute + 'static, K> Selection<R> for Path<R, T, K> {
    type Output = T;

    fn paths(&self) -> Vec<AttributePath> {
        vec![self.path().clone()]
    }

    fn take(&self) -> Take<T> {
        let (path, as_read) = (self.path().clone(), self.as_read());
        Take::new(move |item| item.read(&path, as_read))
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
    type Value: Attribute + 'static;

    #[doc(hidden)]
    fn attribute_path(&self) -> AttributePath;

    #[doc(hidden)]
    fn take(&self) -> Take<Self::Value>;
}

impl<R: Reads<K>, T: Attribute + 'static, K> Selected<R> for Path<R, T, K> {
    type Value = T;

    fn attribute_path(&self) -> AttributePath {
        self.path().clone()
    }

    fn take(&self) -> Take<T> {
        Selection::<R>::take(self)
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

            fn take(&self) -> Take<Self::Output> {
                let ($($path,)+) = self;
                let ($($path,)+) = ($($path.take(),)+);
                Take::new(move |item| Ok(($($path.read(item)?,)+)))
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
