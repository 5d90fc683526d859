//! What an attribute may be used for, as the compiler knows it.
//!
//! A path has a root and a role. The root says what reads or writes the item: a condition of a write, the filter of a query of
//! some index, and so on. The role says what the attribute is to the table and to its indexes. Derives give a role to the
//! attributes of which the compiler has something to say; all others are [`Free`].

use std::fmt;
use std::marker::PhantomData;

use super::Schema;

/// The role of an attribute that is in no key.
#[derive(Debug, Clone, Copy)]
pub enum Free {}

/// The role of an attribute that has one. Implemented by derives, for a type with the name of the field.
#[doc(hidden)]
pub trait Role {}

/// The table itself, as something that is read: its key is the first of its indexes.
#[derive(Debug, Clone, Copy)]
pub struct Primary;

/// What reads whole items of the table, and has no key to hold back: conditions of writes.
#[derive(Debug, Clone, Copy)]
pub enum Whole {}

/// A scan of the index `I`: it has no key condition.
#[derive(Debug, Clone, Copy)]
pub struct Scanning<I>(PhantomData<fn() -> I>);

/// The root of the paths in a query of the index `I` of the model `M`.
pub struct Queried<M, I>(PhantomData<fn() -> (M, I)>);

/// The root of the paths in a scan of the index `I` of the model `M`.
pub struct Scanned<M, I>(PhantomData<fn() -> (M, I)>);

impl<M, I> fmt::Debug for Queried<M, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Queried")
    }
}

impl<M, I> fmt::Debug for Scanned<M, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scanned")
    }
}

/// What paths begin at: a model, or a model as something reads it.
pub trait Root {
    /// What the items come from.
    type Source;
}

impl<M: Schema> Root for M {
    type Source = Whole;
}

impl<M, I> Root for Queried<M, I> {
    type Source = I;
}

impl<M, I> Root for Scanned<M, I> {
    type Source = Scanning<I>;
}

/// An attribute that is no key attribute of the source `S`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a key attribute of what this query reads, and cannot be in its filter",
    label = "a key attribute",
    note = "DynamoDB has the key condition for these: the partition key is given to the query, the sort key to `.sort_key(..)`",
    note = "to find items by another attribute than the key, query an index on it, or scan"
)]
#[doc(hidden)]
pub trait NotKeyOf<S> {}

/// An attribute that the source `S` holds.
#[diagnostic::on_unimplemented(
    message = "the index `{S}` does not hold `{Self}`",
    label = "not in this index",
    note = "add it to the index with `include(..)`, or leave that out to have the index hold all attributes",
    note = "`.hydrate()` reads the whole items of what an index query finds"
)]
#[doc(hidden)]
pub trait HeldBy<S> {}

impl<K: Role> NotKeyOf<Whole> for K {}
impl<K: Role, I> NotKeyOf<Scanning<I>> for K {}
impl<K: Role> HeldBy<Whole> for K {}
impl<K: Role> HeldBy<Primary> for K {}
impl<K: Role + HeldBy<I>, I> HeldBy<Scanning<I>> for K {}

/// An attribute that a condition with the root `R` may name.
#[doc(hidden)]
pub trait UsableIn<R> {}

impl<R> UsableIn<R> for Free {}

impl<R: Root, K: Role + NotKeyOf<R::Source> + HeldBy<R::Source>> UsableIn<R> for K {}

/// An attribute that can be read where paths have the root `R`.
#[doc(hidden)]
pub trait ReadableIn<R> {}

impl<R> ReadableIn<R> for Free {}

impl<R: Root, K: Role + HeldBy<R::Source>> ReadableIn<R> for K {}

/// An attribute that an update can change.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is part of the key of the item, and cannot be changed",
    label = "part of the key",
    note = "an item with another key is another item: create it, and delete the old one"
)]
#[doc(hidden)]
pub trait Changeable {}

impl Changeable for Free {}
