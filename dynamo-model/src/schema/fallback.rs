//! What derives put in the place of what they could not read. It is never run: such code does not compile.

use super::{IndexSchema, KeySchema, TableSchema};
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

/// The codec that `#[dynamo(serde)]` finds without the feature: its name is what the compiler says.
#[cfg(not(feature = "serde"))]
#[derive(Debug, Clone, Copy)]
pub enum EnableTheSerdeFeature {}
