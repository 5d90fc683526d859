//! Bytes.

use super::{Attribute, Decode, Encode, NoFields, Reader, Writer, kind};
use crate::error::Result;

/// Bytes, stored as binary (`B`).
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Blob(pub Vec<u8>);

impl Decode for Blob {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        Ok(Self(reader.bytes()?.into_owned()))
    }
}

impl Encode for Blob {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        writer.bytes(&self.0)
    }
}

impl Attribute for Blob {
    type Kind = kind::B;
    type Operand = Self;
    type Fields<R> = NoFields;
}
