//! Text.

use super::{Attribute, Decode, Encode, NoFields, Reader, Writer, kind};
use crate::error::Result;

impl Decode for String {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        Ok(reader.str()?.into_owned())
    }
}

impl Encode for String {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        writer.str(self)
    }
}

impl Attribute for String {
    type Kind = kind::S;
    type Operand = Self;
    type Fields<R> = NoFields;
}
