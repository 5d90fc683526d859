//! `each(..)`: rules about the items of a list or set.

use std::collections::{BTreeSet, HashSet, VecDeque};

use super::Holder;
use crate::error::At;
use crate::lifecycle::transform::{Here, Inside};
use crate::value::Writing;

/// A type with items: a list or a set.
///
/// `Place` says where it is, and is never given.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` has no items that `each` could check",
    label = "neither a list nor a set",
    note = "`keys(..)` and `values(..)` check the entries of a map; rules about one value are written without `each`"
)]
pub trait Items<Place> {
    /// An item.
    type Item;

    /// Visits each item; those of a list with their position.
    fn visit_items(&self, visit: &mut dyn FnMut(&Self::Item, Option<usize>));
}

#[diagnostic::do_not_recommend]
impl<P, T: Holder<Held: Items<P>>> Items<Inside<P>> for T {
    type Item = <T::Held as Items<P>>::Item;

    fn visit_items(&self, visit: &mut dyn FnMut(&Self::Item, Option<usize>)) {
        if let Some(items) = self.held() {
            items.visit_items(visit);
        }
    }
}

macro_rules! lists {
    ($([$($generics:tt)*] $ty:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Items<Here> for $ty {
            type Item = T;

            fn visit_items(&self, visit: &mut dyn FnMut(&T, Option<usize>)) {
                for (index, item) in self.iter().enumerate() {
                    visit(item, Some(index));
                }
            }
        }
    )*};
}

lists! {
    [T] Vec<T>;
    [T] VecDeque<T>;
    [T] Box<[T]>;
    [T, const N: usize] [T; N];
}

macro_rules! sets {
    ($([$($generics:tt)*] $ty:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Items<Here> for $ty {
            type Item = T;

            fn visit_items(&self, visit: &mut dyn FnMut(&T, Option<usize>)) {
                for item in self {
                    visit(item, None);
                }
            }
        }
    )*};
}

sets! {
    [T] BTreeSet<T>;
    [T, H] HashSet<T, H>;
}

/// Checks each item that is written. One of a set has the path of the set, where the same is said once.
pub fn each<T: Items<P>, P>(
    value: &T,
    at: &At<'_>,
    writing: &mut Writing,
    check: impl Fn(&T::Item, &At<'_>, &mut Writing),
) {
    if !writing.is_stored() {
        return;
    }
    writing.inside(|writing| {
        value.visit_items(&mut |item, index| match index {
            Some(index) => check(item, &at.index(index), writing),
            None => check(item, at, writing),
        });
    });
}

#[cfg(test)]
mod tests {
    use super::super::testing::{broken, of};
    use super::super::{Bounds, Said, length, range};
    use super::*;
    use crate::error::Violation;
    use crate::value::Purpose;

    fn paths(found: &[Violation]) -> Vec<String> {
        let path = |violation: &Violation| violation.path.as_ref().map(ToString::to_string);
        found.iter().filter_map(path).collect()
    }

    fn positive<T: Items<P, Item = i32>, P>(value: &T, at: &At<'_>, writing: &mut Writing) {
        each(value, at, writing, |item, at, writing| {
            range(item, Some(1), None, Said::NOTHING, at, writing);
        });
    }

    #[test]
    fn items_have_their_position() {
        let found = broken(|at, writing| positive(&Some(vec![0, 1, -1]), at, writing));
        assert_eq!(paths(&found), ["field[0]", "field[2]"]);
        let found = broken(|at, writing| positive(&[1, 0], at, writing));
        assert_eq!(paths(&found), ["field[1]"]);
        let found = broken(|at, writing| positive(&BTreeSet::from([0, 1]), at, writing));
        assert_eq!(paths(&found), ["field"]);
        assert_eq!(
            broken(|at, writing| positive(&None::<Vec<i32>>, at, writing)),
            []
        );
    }

    #[test]
    fn of_a_part_the_items_are_checked_and_the_whole_is_not() {
        let check = |at: &At<'_>, writing: &mut Writing| {
            let bounds = Bounds {
                min: None,
                max: None,
                equal: Some(0),
            };
            let rows = vec![vec![0]];
            length(&rows, bounds, Said::NOTHING, at, writing);
            each(&rows, at, writing, |row, at, writing| {
                length(row, bounds, Said::NOTHING, at, writing);
                positive(row, at, writing);
            });
        };
        let all = ["field", "field[0]", "field[0][0]"];
        assert_eq!(paths(&of(Purpose::Store, &check)), all);
        assert_eq!(paths(&of(Purpose::Piece, &check)), all[1..]);
        let of_two_levels = |at: &At<'_>, writing: &mut Writing| {
            writing.set_part(2);
            check(at, writing);
        };
        assert_eq!(paths(&of(Purpose::Piece, &of_two_levels)), all[2..]);
    }
}
