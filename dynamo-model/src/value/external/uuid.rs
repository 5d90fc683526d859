//! `uuid::Uuid`, stored as hyphenated text, or as 16 bytes through `Binary`.

use std::borrow::Cow;

use uuid::Uuid;

use crate::error::{Error, Result};
use crate::value::{
    Attribute, BinaryValue, Decode, Encode, KeyPart, MapKey, NoFields, PartText, PartWriter,
    Reader, Writer, kind,
};

fn parse(text: &str) -> Result<Uuid> {
    Uuid::try_parse(text).map_err(|_| {
        Error::decode("expected a UUID such as `67e55044-10b1-426f-9247-bb680e5fe0c8`")
    })
}

impl Decode for Uuid {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        parse(&reader.str()?)
    }
}

impl Encode for Uuid {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        writer.str(self.hyphenated().encode_lower(&mut Self::encode_buffer()))
    }
}

impl Attribute for Uuid {
    type Kind = kind::S;
    type Operand = Self;
    type Fields<R> = NoFields;
}

impl MapKey for Uuid {
    fn to_key(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }

    fn from_key(key: Cow<'_, str>) -> Result<Self> {
        parse(&key)
    }
}

impl KeyPart for Uuid {
    const MARKS: &'static str = "-";

    fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
        writer.fixed(self.hyphenated().encode_lower(&mut Self::encode_buffer()))
    }

    fn read_part(text: PartText<'_>) -> Result<Self> {
        parse(text.fixed())
    }
}

impl BinaryValue for Uuid {
    fn to_binary(&self) -> &[u8] {
        self.as_bytes()
    }

    fn from_binary(bytes: Cow<'_, [u8]>) -> Result<Self> {
        <[u8; 16]>::from_binary(bytes).map(Self::from_bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;
    use crate::value::part::testing::*;
    use crate::value::testing::*;
    use crate::value::{Binary, Plain};

    #[test]
    fn is_text_or_bytes() {
        let uuid = Uuid::from_u128(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8);
        assert_eq!(stored(&uuid), s("67e55044-10b1-426f-9247-bb680e5fe0c8"));
        assert_eq!(stored_as::<_, Binary>(&uuid), b(uuid.as_bytes()));
        assert_eq!(
            read_error::<Uuid>(s("67e55044")),
            "expected a UUID such as `67e55044-10b1-426f-9247-bb680e5fe0c8`"
        );
        assert_eq!(
            read_error_as::<Uuid, Binary>(b(b"67e55044")),
            "expected 16 bytes, found 8"
        );
    }

    #[test]
    fn is_hyphenated_in_a_key() {
        let uuid = Uuid::from_u128(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8);
        assert_eq!(part(&uuid), "67e55044-10b1-426f-9247-bb680e5fe0c8");
        assert_eq!(
            read_part_error::<Uuid>("67e55044"),
            "expected a UUID such as `67e55044-10b1-426f-9247-bb680e5fe0c8`"
        );
    }

    proptest! {
        #[test]
        fn sorts_in_a_key(a: u128, b: u128) {
            parts_agree(&Uuid::from_u128(a), &Uuid::from_u128(b));
        }

        #[test]
        fn round_trips(uuid: u128) {
            let uuid = Uuid::from_u128(uuid);
            round_trip_as::<_, Plain>(&uuid);
            round_trip_as::<_, Binary>(&uuid);
            round_trip_as::<_, Binary>(&Some(uuid));
            round_trip(&BTreeSet::from([uuid]));
            round_trip(&BTreeMap::from([(uuid, true)]));
        }
    }
}
