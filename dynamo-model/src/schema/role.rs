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

/// The role of an attribute that is in no key, and that an update cannot remove.
#[derive(Debug, Clone, Copy)]
pub enum Kept {}

/// The role of an attribute that has one. Implemented by derives, for a type with the name of the field.
#[doc(hidden)]
pub trait Role {}

/// The table itself, as something that is read: its key is the first of its indexes.
#[derive(Debug, Clone, Copy)]
pub struct Primary;

/// What reads whole items of the table, and has no key to hold back: conditions of writes.
#[derive(Debug, Clone, Copy)]
pub enum Whole {}

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
    /// What has a key condition for its key attributes.
    type Keyed;
    /// What the items come from.
    type Source;
}

impl<M: Schema> Root for M {
    type Keyed = Whole;
    type Source = Whole;
}

impl<M, I> Root for Queried<M, I> {
    type Keyed = I;
    type Source = I;
}

impl<M, I> Root for Scanned<M, I> {
    type Keyed = Whole;
    type Source = I;
}

/// An attribute that is no key attribute of the source `S`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a key attribute of what this query reads, and cannot be in its filter",
    label = "a key attribute",
    note = "the query asks for the key by itself: the partition key is its argument, the sort key goes into `.sort_key(..)`",
    note = "to find items by other attributes, query an index whose key they are, or scan"
)]
#[doc(hidden)]
pub trait NotKeyOf<S> {}

/// An attribute that the source `S` holds.
#[diagnostic::on_unimplemented(
    message = "the index `{S}` does not hold `{Self}`",
    label = "not in this index",
    note = "add it to the index with `include(..)`; without `include` and `keys_only`, an index holds all attributes",
    note = "`.hydrate()` reads the whole items of what an index finds"
)]
#[doc(hidden)]
pub trait HeldBy<S> {}

/// A source that the attribute of the role `K` is no key attribute of. Derives implement this and the next two, and not the
/// traits with the messages: what is implemented for other attributes would be offered there as help.
#[doc(hidden)]
pub trait Frees<K> {}

/// A source that holds the attribute of the role `K`.
#[doc(hidden)]
pub trait Holding<K> {}

/// The table, if the attribute of the role `K` is no part of its key, and no version.
#[doc(hidden)]
pub trait Changing<K> {}

#[diagnostic::do_not_recommend]
impl<K: Role, S: Frees<K>> NotKeyOf<S> for K {}
#[diagnostic::do_not_recommend]
impl<K: Role, S: Holding<K>> HeldBy<S> for K {}

impl<K: Role> Frees<K> for Whole {}
impl<K: Role> Holding<K> for Whole {}
impl<K: Role> Holding<K> for Primary {}

/// A root of paths whose conditions may name an attribute of the role `K`.
///
/// It is asked of the root, and not of the role: the compiler then tells which of the two below is not so.
#[doc(hidden)]
pub trait Compares<K> {}

impl<R> Compares<Free> for R {}

impl<R> Compares<Kept> for R {}

impl<R: Root, K: Role + NotKeyOf<R::Keyed> + HeldBy<R::Source>> Compares<K> for R {}

/// A root of paths by which an attribute of the role `K` may be read.
#[doc(hidden)]
pub trait Reads<K> {}

impl<R> Reads<Free> for R {}

impl<R> Reads<Kept> for R {}

impl<R: Root, K: Role + HeldBy<R::Source>> Reads<K> for R {}

/// An attribute that an update can change.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be changed by an update: it is part of the key of the item, or its version",
    label = "a key, or a version",
    note = "an item with another key is another item: create it, and delete the old one",
    note = "a version moves by itself with every write; `expect_version(..)` says which one the item has to have"
)]
#[doc(hidden)]
pub trait Changeable {}

#[diagnostic::do_not_recommend]
impl Changeable for Free {}
#[diagnostic::do_not_recommend]
impl Changeable for Kept {}
#[diagnostic::do_not_recommend]
impl<K: Role> Changeable for K where Primary: Changing<K> {}

/// An attribute that an update can remove.
#[diagnostic::on_unimplemented(
    message = "this attribute is required, and cannot be removed",
    label = "required",
    note = "it says `#[dynamo(required)]`: `set` it to another value"
)]
#[doc(hidden)]
pub trait Removable {}

/// The table, if the attribute of the role `K` need not be there.
#[doc(hidden)]
pub trait Removing<K> {}

#[diagnostic::do_not_recommend]
impl Removable for Free {}
#[diagnostic::do_not_recommend]
impl<K: Role> Removable for K where Primary: Removing<K> {}
