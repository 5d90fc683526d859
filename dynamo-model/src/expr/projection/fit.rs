//! Which projections an index can give.

use std::marker::PhantomData;

use crate::expr::Path;
use crate::schema::{Incomplete, Index, Reads, Schema};
use crate::value::Attribute;

/// A projection that can be read from the index `I`, which gives an `Item`: every one if that is the model, and otherwise those that
/// are checked against what the index holds.
#[diagnostic::on_unimplemented(
    message = "the index `{I}` does not hold all attributes, and `{Self}` does not say that it fits",
    label = "not checked against what `{I}` holds",
    note = "add `#[dynamo(index = {I})]` to `{Self}`: each of its fields is then checked",
    note = "`.hydrate()` reads the whole items from the table, by their keys"
)]
pub trait Fits<I, Item> {}

impl<P, I, M: Schema> Fits<I, M> for P {}

impl<P: FitsIn<I>, I, M> Fits<I, Incomplete<M, I>> for P {}

/// A projection that is checked against what the index `I` holds.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the index `{I}` does not hold all attributes, and `{Self}` does not say that it fits",
    label = "not checked against what `{I}` holds",
    note = "add `#[dynamo(index = {I})]` to `{Self}`: each of its fields is then checked",
    note = "`.hydrate()` reads the whole items from the table, by their keys"
)]
pub trait FitsIn<I> {}

/// What reads the index `I`, for generated code.
#[doc(hidden)]
pub fn indexed<M, I: Index<M>>() -> PhantomData<I::ScanRoot> {
    PhantomData
}

/// Asks for an attribute that can be read by `Root`, for generated code.
#[doc(hidden)]
pub fn held<R, A: Attribute, K, Root: Reads<K>>(_: &Path<R, A, K>, _: PhantomData<Root>) {}

/// The paths of a flattened struct.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this field of the model is not the flattened struct that the projection is a part of: it is a `{Self}`, and not `{F}`",
    label = "not a projection of this field",
    note = "`flatten` goes with a field of the model that is flattened there; for a document that is an attribute of its own it is \
            `#[dynamo(nested)]`"
)]
pub trait FlattenedAs<F> {}

impl<F> FlattenedAs<F> for F {}

/// Asks for the paths of the struct that a flattened projection is a part of, for generated code.
#[doc(hidden)]
pub fn flattens<F: FlattenedAs<G>, G>(_: &F, _: PhantomData<G>) {}
