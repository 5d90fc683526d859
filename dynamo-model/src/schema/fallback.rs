//! What derives put in the place of what they could not read. It is never run: such code does not compile.

use super::{
    Given, HasSortKey, Holds, IndexSchema, Key, KeyComponent, KeySchema, KeyShape, Scope,
    TableSchema,
};
use crate::error::{Error, Result};
use crate::value::{Codec, Reader, Writer, kind};

/// The stored form of a field whose own is not known.
#[derive(Debug, Clone, Copy)]
pub enum Unknown {}

impl<T> Codec<T> for Unknown {
    type Kind = kind::Any;

    fn decode(_: &mut dyn Reader<'_>) -> Result<T> {
        Err(Error::missing())
    }

    fn encode(_: &T, writer: &mut dyn Writer) -> Result<()> {
        writer.null()
    }
}

/// The schema of a model that is not known.
pub const NO_TABLE: &TableSchema =
    &TableSchema::new("", IndexSchema::primary(&[KeySchema::NONE], &[]));

/// The schema of an index that is not known.
pub const NO_INDEX: &IndexSchema =
    &IndexSchema::secondary("", Scope::Global, &[KeySchema::NONE], &[], Holds::All);

/// The key of a model or of an index that is not known: whatever is given for it fits.
#[derive(Debug, Clone, Copy)]
pub enum AnyKey {}

impl KeyComponent for AnyKey {
    type Takes = ();
    type Values = ();
    type OfCollection = Self;

    fn values(_: Given) {}
}

impl KeyShape for AnyKey {
    type Partition = Self;
    type Takes = ();
    type Values = ();
    type OfCollection = Self;

    fn values<M>(_: Key<M>) {}
}

#[diagnostic::do_not_recommend]
impl HasSortKey for AnyKey {
    type SortKey = Self;
}

/// The codec that `#[dynamo(serde)]` finds without the feature: its name is what the compiler says.
#[cfg(not(feature = "serde"))]
#[derive(Debug, Clone, Copy)]
pub enum EnableTheSerdeFeature {}
