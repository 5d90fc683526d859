//! Which projections an index can give.

use std::marker::PhantomData;

use super::Projection;
use crate::expr::Path;
use crate::schema::{Incomplete, Index, Reads, Schema};
use crate::value::Attribute;

/// What an index gives of items of the model `M`, and what can be projected to `P`: whole items to every projection, and what an index
/// holds of them to those that are checked against it.
pub trait Gives<M, P> {}

impl<M: Schema, P: Projection<M>> Gives<M, P> for M {}

impl<M, I, P: FitsIn<M, I>> Gives<M, P> for Incomplete<M, I> {}

/// A projection that is checked against what the index `I` of the model `M` holds.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the index `{I}` does not hold all attributes, and `{Self}` does not say that it fits",
    label = "not checked against what `{I}` holds",
    note = "add `#[dynamo(index = {I})]` to the projection `{Self}` of `{M}`: each of its fields is then checked",
    note = "`.hydrate()` reads the whole items from the table, by their keys"
)]
pub trait FitsIn<M, I>: Projection<M> {}

/// Asks for an index of the model `M`, for generated code. What it gives has no type if there is none, and so nothing more is said.
#[doc(hidden)]
pub fn index_of<M, I: Index<M>>() -> PhantomData<I::ScanRoot> {
    PhantomData
}

/// Asks for an attribute that an index holds, for generated code.
#[doc(hidden)]
pub fn held<R, A: Attribute, K, I: Reads<K>>(_: &Path<R, A, K>, _: PhantomData<I>) {}
