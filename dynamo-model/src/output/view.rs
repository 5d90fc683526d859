//! Views: what one reader or another is shown of an item.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt;
use std::hash::BuildHasher;
use std::marker::PhantomData;

use serde::{Serialize, Serializer};

use crate::value::MapKey;

/// A type that the view `V` shows. Implemented by `#[dynamo(view(V, ..))]`, and by what contains such types.
///
/// `V` is a type of yours that has no other use: `struct Public;`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no view `{V}`",
    label = "there is no such view of it",
    note = "add `#[dynamo(view({V}, exclude(..)))]` to it, or `include(..)` for the few fields that are shown"
)]
pub trait View<V> {
    /// Shows it.
    ///
    /// # Errors
    /// Those of the serializer, and of the `Serialize` of a field.
    fn serialize_view<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// A view of the type `T`: one that [`View`] is implemented for.
#[diagnostic::on_unimplemented(
    message = "`{T}` has no view `{Self}`",
    label = "there is no such view of it",
    note = "add `#[dynamo(view({Self}, exclude(..)))]` to it, or `include(..)` for the few fields that are shown"
)]
pub trait ViewOf<T: ?Sized>: Sized {
    /// This value in this view.
    fn of(self, value: &T) -> Viewed<'_, T, Self>;
}

#[diagnostic::do_not_recommend]
impl<T: View<V> + ?Sized, V> ViewOf<T> for V {
    fn of(self, value: &T) -> Viewed<'_, T, V> {
        nested(value)
    }
}

/// A value as one of its views shows it: a [`Serialize`] by reference. [`Model::view`](crate::Model::view) makes it of a model.
///
/// ```
/// use dynamo_model::Document;
/// use dynamo_model::output::Viewed;
///
/// struct Public;
///
/// #[derive(Clone, Document)]
/// #[dynamo(view(Public, include(city)))]
/// struct Address {
///     street: String,
///     city: String,
/// }
///
/// let addresses = [Address { street: "Kramgasse 49".into(), city: "Bern".into() }];
/// let shown = serde_json::to_string(&Viewed::new(&addresses[..], Public)).unwrap();
/// assert_eq!(shown, r#"[{"city":"Bern"}]"#);
/// ```
pub struct Viewed<'a, T: ?Sized, V> {
    value: &'a T,
    view: PhantomData<fn() -> V>,
}

impl<'a, T: ?Sized, V: ViewOf<T>> Viewed<'a, T, V> {
    /// This value in this view.
    pub fn new(value: &'a T, view: V) -> Self {
        view.of(value)
    }
}

/// A part of a value, in the same view as the whole.
pub(super) fn nested<T: View<V> + ?Sized, V>(value: &T) -> Viewed<'_, T, V> {
    Viewed {
        value,
        view: PhantomData,
    }
}

impl<T: View<V> + ?Sized, V> Serialize for Viewed<'_, T, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize_view(serializer)
    }
}

impl<T: ?Sized, V> Clone for Viewed<'_, T, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized, V> Copy for Viewed<'_, T, V> {}

/// Values stay out.
impl<T: ?Sized, V> fmt::Debug for Viewed<'_, T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Viewed").finish_non_exhaustive()
    }
}

#[diagnostic::do_not_recommend]
impl<T: View<V>, V> View<V> for Option<T> {
    fn serialize_view<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => serializer.serialize_some(&nested::<_, V>(value)),
            None => serializer.serialize_none(),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T: View<V> + ?Sized, V> View<V> for Box<T> {
    fn serialize_view<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize_view(serializer)
    }
}

#[diagnostic::do_not_recommend]
impl<T: View<V> + ?Sized, V> View<V> for &T {
    fn serialize_view<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize_view(serializer)
    }
}

macro_rules! lists {
    ($([$($size:tt)*] $ty:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T: View<V>, V $($size)*> View<V> for $ty {
            fn serialize_view<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self.iter().map(nested::<T, V>))
            }
        }
    )*};
}

lists! {
    [] [T];
    [] Vec<T>;
    [] VecDeque<T>;
    [, const N: usize] [T; N];
}

macro_rules! maps {
    ($([$($hasher:tt)*] $ty:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<K: MapKey, T: View<V>, V $($hasher)*> View<V> for $ty {
            fn serialize_view<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.iter().map(|(key, value)| (key.to_key(), nested::<T, V>(value))))
            }
        }
    )*};
}

maps! {
    [] BTreeMap<K, T>;
    [, H: BuildHasher] HashMap<K, T, H>;
}
