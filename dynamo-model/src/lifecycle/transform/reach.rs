//! Values inside values: what a function of one type is applied to in a value of another.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;

use crate::error::At;
use crate::value::MapKey;

/// A value that is a `T`, or contains some: in an `Option` or a `Box`, as elements of a list or set, or as the values of a map.
///
/// `Place` says where, and is never given.
#[diagnostic::on_unimplemented(
    message = "there is no `{T}` in a `{Self}`",
    label = "the transform is a function of `{T}`"
)]
pub trait Reach<T, Place> {
    /// Visits each `T`.
    fn reach(&mut self, at: &At<'_>, visit: &mut dyn FnMut(&mut T, &At<'_>));
}

/// It is the `T`.
#[derive(Debug)]
pub enum Here {}

/// What it contains reaches the `T`.
#[derive(Debug)]
pub struct Inside<P>(PhantomData<P>);

#[diagnostic::do_not_recommend]
impl<T> Reach<T, Here> for T {
    fn reach(&mut self, at: &At<'_>, visit: &mut dyn FnMut(&mut T, &At<'_>)) {
        visit(self, at);
    }
}

#[diagnostic::do_not_recommend]
impl<T, P, U: Reach<T, P>> Reach<T, Inside<P>> for Option<U> {
    fn reach(&mut self, at: &At<'_>, visit: &mut dyn FnMut(&mut T, &At<'_>)) {
        if let Some(value) = self {
            value.reach(at, visit);
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T, P, U: Reach<T, P>> Reach<T, Inside<P>> for Box<U> {
    fn reach(&mut self, at: &At<'_>, visit: &mut dyn FnMut(&mut T, &At<'_>)) {
        (**self).reach(at, visit);
    }
}

macro_rules! lists {
    ($([$($size:tt)*] $ty:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T, P, U: Reach<T, P> $($size)*> Reach<T, Inside<P>> for $ty {
            fn reach(&mut self, at: &At<'_>, visit: &mut dyn FnMut(&mut T, &At<'_>)) {
                for (index, element) in self.iter_mut().enumerate() {
                    element.reach(&at.index(index), visit);
                }
            }
        }
    )*};
}

lists! {
    [] Vec<U>;
    [] VecDeque<U>;
    [] Box<[U]>;
    [, const N: usize] [U; N];
}

macro_rules! sets {
    ($([$($bounds:tt)*] [$($hasher:tt)*] $ty:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T, P, U: Reach<T, P> $($bounds)*, $($hasher)*> Reach<T, Inside<P>> for $ty {
            fn reach(&mut self, at: &At<'_>, visit: &mut dyn FnMut(&mut T, &At<'_>)) {
                let elements = std::mem::take(self).into_iter();
                self.extend(elements.map(|mut element| {
                    element.reach(at, visit);
                    element
                }));
            }
        }
    )*};
}

sets! {
    [+ Ord] [] BTreeSet<U>;
    [+ Eq + Hash] [H: BuildHasher + Default] HashSet<U, H>;
}

macro_rules! maps {
    ($([$($bounds:tt)*] [$($hasher:tt)*] $ty:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T, P, K: MapKey $($bounds)*, U: Reach<T, P>, $($hasher)*> Reach<T, Inside<P>> for $ty {
            fn reach(&mut self, at: &At<'_>, visit: &mut dyn FnMut(&mut T, &At<'_>)) {
                for (key, value) in self.iter_mut() {
                    value.reach(&at.name(&key.to_key()), visit);
                }
            }
        }
    )*};
}

maps! {
    [+ Ord] [] BTreeMap<K, U>;
    [+ Eq + Hash] [H: BuildHasher] HashMap<K, U, H>;
}
