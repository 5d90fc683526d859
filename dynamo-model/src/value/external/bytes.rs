//! `bytes::Bytes`, stored as binary.

use std::borrow::Cow;

use bytes::Bytes;

use crate::error::Result;
use crate::value::{Attribute, BinaryValue, Blob, Decode, Encode, NoFields, Reader, Writer, kind};

impl Decode for Bytes {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        Ok(reader.bytes()?.into_owned().into())
    }
}

impl Encode for Bytes {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        writer.bytes(self)
    }
}

impl Attribute for Bytes {
    type Kind = kind::B;
    type Operand = Self;
    type Fields<R> = NoFields;
}

impl BinaryValue for Bytes {
    fn to_binary(&self) -> &[u8] {
        self
    }

    fn from_binary(bytes: Cow<'_, [u8]>) -> Result<Self> {
        Ok(bytes.into_owned().into())
    }
}

impl From<Bytes> for Blob {
    fn from(bytes: Bytes) -> Self {
        Self::new(bytes)
    }
}

impl From<Blob> for Bytes {
    fn from(blob: Blob) -> Self {
        blob.into_vec().into()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::testing::*;

    proptest! {
        #[test]
        fn round_trips(bytes: Vec<u8>) {
            prop_assert_eq!(stored(&Bytes::from(bytes.clone())), b(&bytes));
            round_trip(&Bytes::from(bytes));
        }
    }
}
