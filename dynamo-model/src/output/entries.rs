//! What takes the fields of a struct, one after the other.

use serde::Serialize;
use serde::ser::{Error, SerializeMap};

use super::view::{View, nested};
use crate::value::is_none;

/// A type whose values can be shown.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `Serialize`",
    label = "cannot be shown",
    note = "for a document of yours, add `#[dynamo(serialize)]`, or derive serde's `Serialize`",
    note = "for a foreign type, enable the serde feature of its crate",
    note = "or leave the field out: `secret` everywhere, `exclude(..)` in a view"
)]
pub trait Shown: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> Shown for T {}

/// Takes names and values.
pub trait Entries {
    /// That of the serializer behind it.
    type Error: Error;

    /// Takes a value under a name.
    ///
    /// # Errors
    /// That of the value's `Serialize`.
    fn entry<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Self::Error>;

    /// The same, unless the value is `None`: that is left out, as it is in what is stored.
    ///
    /// # Errors
    /// That of the value's `Serialize`.
    fn field<T: Shown + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Self::Error> {
        if is_none(value) {
            return Ok(());
        }
        self.entry(name, value)
    }

    /// Takes a document in its view `V`.
    ///
    /// # Errors
    /// That of the `Serialize` of a field.
    fn nested<T: View<V> + ?Sized, V>(&mut self, name: &str, value: &T) -> Result<(), Self::Error> {
        self.field(name, &nested::<T, V>(value))
    }

    /// Takes a `None` too.
    ///
    /// # Errors
    /// That of the value's `Serialize`.
    fn nullable<T: Shown + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Self::Error> {
        self.entry(name, value)
    }
}

/// A map that has been begun.
#[derive(Debug)]
pub struct IntoMap<M>(pub(super) M);

impl<M: SerializeMap> Entries for IntoMap<M> {
    type Error = M::Error;

    fn entry<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), M::Error> {
        self.0.serialize_entry(name, value)
    }
}
