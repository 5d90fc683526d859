//! Fields that stand beside others: those of the struct itself, of flattened structs, and of flattened maps.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use super::{Entries, Shown};
use crate::value::Item;

/// A struct as its own `Serialize` shows it, and not a view.
#[derive(Debug)]
pub enum Own {}

/// A struct of which the view `V` shows fields, or a map from strings. Its own `Serialize` is [`Own`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no fields that could be shown beside others",
    label = "what is flattened shows its fields as well",
    note = "add `#[dynamo(serialize)]` to it; a view takes the fields of a view of it with `nested(..)`"
)]
pub trait Beside<V> {
    /// Gives the fields.
    ///
    /// # Errors
    /// That of the `Serialize` of a field.
    fn entries<E: Entries>(&self, entries: &mut E) -> Result<(), E::Error>;
}

macro_rules! maps {
    ($([$($generics:tt)*] $ty:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Beside<Own> for $ty {
            fn entries<E: Entries>(&self, entries: &mut E) -> Result<(), E::Error> {
                self.iter().try_for_each(|(name, value)| entries.field(name, value))
            }
        }
    )*};
}

maps! {
    [T: Shown] BTreeMap<String, T>;
    [T: Shown, H: BuildHasher] HashMap<String, T, H>;
}

#[diagnostic::do_not_recommend]
impl Beside<Own> for Item {
    /// NULL is a value of an attribute here.
    fn entries<E: Entries>(&self, entries: &mut E) -> Result<(), E::Error> {
        self.iter()
            .try_for_each(|(name, value)| entries.entry(name, value))
    }
}
