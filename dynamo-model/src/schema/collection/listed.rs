//! Models and indexes as a collection has them, for generated code.
//!
//! What a derive asks of a model goes through one trait: a variant that holds no model is then one mistake to the compiler.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::{At, Result, Segment};
use crate::schema::{
    Entity, Incomplete, Index, IndexSchema, KeySchema, KeyShape, Primary, TableSchema,
};
use crate::value::{Decode, FieldsOf, Reader, Writer, Writing};

/// A model in a collection. It says the same as [`Entity`] where it is not implemented, so that it is said once.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "has no table and no key",
    note = "add `#[derive(Clone, Model)]` to it, and `#[dynamo(partition_key)]` to the field that is its key",
    note = "the items of a collection are written through its models: `Order::put(..)`"
)]
pub trait Listed: Sized {
    /// The key of a collection with this model as its first.
    type KeyOfCollection: KeyShape;
    /// Its paths.
    type Paths<R>: FieldsOf;

    /// Its schema.
    const MODEL: &'static TableSchema;
    /// Its table and key, for a collection with this model as its first.
    const TABLE: TableSchema;

    /// Reads one of its items.
    #[allow(clippy::missing_errors_doc)] // those of the model
    fn read(reader: &mut dyn Reader<'_>) -> Result<Self>;

    /// Writes an item.
    #[allow(clippy::missing_errors_doc)] // those of the model
    fn write(&self, writer: &mut dyn Writer) -> Result<()>;

    /// Brings a value that a key or a condition gives to the attribute `name` into the form that is stored. `false` if this model has
    /// no such attribute.
    fn conform(
        name: &str,
        value: &mut Option<AttributeValue>,
        below: &[&Segment],
        at: &At<'_>,
        writing: &mut Writing,
    ) -> bool;
}

impl<M: Entity> Listed for M {
    type KeyOfCollection = <M::Key as KeyShape>::OfCollection;
    type Paths<R> = M::Fields<R>;

    const MODEL: &'static TableSchema = M::SCHEMA;
    const TABLE: TableSchema =
        TableSchema::new(M::SCHEMA.table(), *<Primary as ListedIndex<M>>::SCHEMA);

    fn read(reader: &mut dyn Reader<'_>) -> Result<Self> {
        M::decode(reader)
    }

    fn write(&self, writer: &mut dyn Writer) -> Result<()> {
        self.encode(writer)
    }

    fn conform(
        name: &str,
        value: &mut Option<AttributeValue>,
        below: &[&Segment],
        at: &At<'_>,
        writing: &mut Writing,
    ) -> bool {
        M::conform_attribute(name, value, below, at, writing)
    }
}

/// An index of a collection, taken from the model `M`: without the template of its sort key, which differs from model to
/// model. It says the same as [`Index`] where it is not implemented.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an index of `{M}`",
    label = "not an index of this model",
    note = "an index is a type of yours, `struct ByStatus;`, that the model names: `#[dynamo(index(ByStatus, partition_key))]` on a field",
    note = "a collection takes an index from its first model, or from the one that it names: `#[dynamo(index(ByStatus, of = Order))]`"
)]
pub trait ListedIndex<M> {
    /// Its key.
    type Key: KeyShape;

    /// The attributes of its sort key.
    const SORT_KEY: &'static [KeySchema];
    /// Its schema.
    const SCHEMA: &'static IndexSchema;
}

impl<M, I: Index<M>> ListedIndex<M> for I {
    type Key = <I::Key as KeyShape>::OfCollection;

    const SORT_KEY: &'static [KeySchema] = match I::SCHEMA.sort_key() {
        [only] => &[only.without_template()],
        several => several,
    };
    const SCHEMA: &'static IndexSchema = &I::SCHEMA.with_sort_key(Self::SORT_KEY);
}

/// Whether whole items are read from an index of a collection, as a type: see [`is_complete`](super::is_complete).
#[derive(Debug)]
pub struct Completeness<const COMPLETE: bool>;

/// What is read from an index `I` of a collection `C`.
pub trait ItemOf<C, I> {
    /// The collection, or [`Incomplete`].
    type Item: Decode;
}

impl<C: Decode, I> ItemOf<C, I> for Completeness<true> {
    type Item = C;
}

impl<C, I> ItemOf<C, I> for Completeness<false> {
    type Item = Incomplete<C, I>;
}
