//! `keys(..)` and `values(..)`: rules about the entries of a map.

use std::collections::{BTreeMap, HashMap};

use super::Holder;
use crate::error::At;
use crate::lifecycle::transform::{Here, Inside};
use crate::value::{MapKey, Writing};

/// A type with entries: a map.
///
/// `Place` says where it is, and is never given.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` has no keys and values to check",
    label = "not a map",
    note = "`each(..)` checks the items of a list or set; the fields of a document have rules of their own"
)]
pub trait Entries<Place> {
    /// The key of an entry.
    type Key: MapKey;
    /// The value of an entry.
    type Value;

    /// Visits each entry.
    fn visit_entries(&self, visit: &mut dyn FnMut(&Self::Key, &Self::Value));
}

#[diagnostic::do_not_recommend]
impl<P, T: Holder<Held: Entries<P>>> Entries<Inside<P>> for T {
    type Key = <T::Held as Entries<P>>::Key;
    type Value = <T::Held as Entries<P>>::Value;

    fn visit_entries(&self, visit: &mut dyn FnMut(&Self::Key, &Self::Value)) {
        if let Some(entries) = self.held() {
            entries.visit_entries(visit);
        }
    }
}

macro_rules! maps {
    ($([$($hasher:tt)*] $ty:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<K: MapKey, V, $($hasher)*> Entries<Here> for $ty {
            type Key = K;
            type Value = V;

            fn visit_entries(&self, visit: &mut dyn FnMut(&K, &V)) {
                for (key, value) in self {
                    visit(key, value);
                }
            }
        }
    )*};
}

maps! {
    [] BTreeMap<K, V>;
    [H] HashMap<K, V, H>;
}

/// Checks the key of each entry that is written. What is found has the path of the entry, and says `of` the `key` it is.
pub fn keys<T: Entries<P>, P>(
    value: &T,
    at: &At<'_>,
    writing: &mut Writing,
    check: impl Fn(&T::Key, &At<'_>, &mut Writing),
) {
    visit(value, at, writing, |key, _, at, writing| {
        writing.key(|writing| check(key, at, writing));
    });
}

/// Checks the value of each entry that is written.
pub fn values<T: Entries<P>, P>(
    value: &T,
    at: &At<'_>,
    writing: &mut Writing,
    check: impl Fn(&T::Value, &At<'_>, &mut Writing),
) {
    visit(value, at, writing, |_, value, at, writing| {
        check(value, at, writing);
    });
}

fn visit<T: Entries<P>, P>(
    value: &T,
    at: &At<'_>,
    writing: &mut Writing,
    check: impl Fn(&T::Key, &T::Value, &At<'_>, &mut Writing),
) {
    if !writing.is_stored() {
        return;
    }
    writing.inside(|writing| {
        value.visit_entries(&mut |key, value| {
            check(key, value, &at.name(&key.to_key()), writing);
        });
    });
}

#[cfg(test)]
mod tests {
    use super::super::testing::broken;
    use super::super::{Bounds, Said, length, range};
    use super::*;

    #[test]
    fn entries_have_their_key() {
        let map = Some(BTreeMap::from([("a".to_owned(), 2), ("bb".to_owned(), 0)]));
        let bounds = Bounds {
            min: None,
            max: Some(1),
            equal: None,
        };
        let found = broken(|at, writing| {
            keys(&map, at, writing, |key, at, writing| {
                length(key, bounds, Said::NOTHING, at, writing);
            });
            values(&map, at, writing, |value, at, writing| {
                range(value, None, Some(1), Said::NOTHING, at, writing);
            });
        });
        let shown: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            shown,
            [
                "field.bb: must have at most 1 character",
                "field.a: must be at most 1"
            ]
        );
    }
}
