//! Maps and lists of what generated code gives, and what a variant of an enum holds.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::entries::IntoMap;
use super::{Beside, Shown};

/// A map of what `fill` gives.
///
/// Its length is not known beforehand, as with serde's own `flatten`.
#[allow(clippy::missing_errors_doc)] // those of the serializer
pub fn map<S: Serializer>(
    serializer: S,
    fill: impl FnOnce(&mut IntoMap<S::SerializeMap>) -> Result<(), S::Error>,
) -> Result<S::Ok, S::Error> {
    let mut map = IntoMap(serializer.serialize_map(None)?);
    fill(&mut map)?;
    map.0.end()
}

/// A map of the fields of a struct, as `V` shows it.
#[allow(clippy::missing_errors_doc)] // those of the serializer
pub fn fields<T: Beside<V>, V, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    map(serializer, |map| value.entries(map))
}

/// A list of what `fill` gives.
#[allow(clippy::missing_errors_doc)] // those of the serializer
pub fn list<S: Serializer>(
    serializer: S,
    len: usize,
    fill: impl FnOnce(&mut S::SerializeSeq) -> Result<(), S::Error>,
) -> Result<S::Ok, S::Error> {
    let mut list = serializer.serialize_seq(Some(len))?;
    fill(&mut list)?;
    list.end()
}

/// An element of a list.
#[allow(clippy::missing_errors_doc)] // those of the serializer
pub fn element<T: Shown, L: SerializeSeq>(list: &mut L, value: &T) -> Result<(), L::Error> {
    list.serialize_element(value)
}

/// A value that is shown in the place of another.
#[allow(clippy::missing_errors_doc)] // those of the serializer
pub fn inner<T: Shown, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.serialize(serializer)
}

/// What the variant of an enum holds, without its name.
pub trait SerializeContent {
    /// Shows it.
    ///
    /// # Errors
    /// Those of the serializer.
    fn serialize_content<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// What the variant of an enum holds, as a value of its own.
#[derive(Debug)]
pub struct Content<'a, T>(pub &'a T);

impl<T: SerializeContent> Serialize for Content<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_content(serializer)
    }
}
