//! `ulid::Ulid`, stored as its 26 characters.

use std::borrow::Cow;

use ulid::{ULID_LEN, Ulid};

use crate::error::{Error, Result};
use crate::value::{
    Attribute, Decode, Encode, KeyPart, MapKey, NoFields, PartText, PartWriter, Reader, Writer,
    kind,
};

fn parse(text: &str) -> Result<Ulid> {
    Ulid::from_string(text)
        .map_err(|_| Error::decode("expected a ULID such as `01ARZ3NDEKTSV4RRFFQ69G5FAV`"))
}

impl Decode for Ulid {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        parse(&reader.str()?)
    }
}

impl Encode for Ulid {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        writer.str(self.array_to_str(&mut [0; ULID_LEN]))
    }
}

impl Attribute for Ulid {
    type Kind = kind::S;
    type Operand = Self;
    type Fields<R> = NoFields;
}

impl MapKey for Ulid {
    fn to_key(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }

    fn from_key(key: Cow<'_, str>) -> Result<Self> {
        parse(&key)
    }
}

impl KeyPart for Ulid {
    const MARKS: &'static str = "";

    fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
        writer.fixed(self.array_to_str(&mut [0; ULID_LEN]))
    }

    fn read_part(text: PartText<'_>) -> Result<Self> {
        parse(text.fixed())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;
    use crate::value::part::testing::*;
    use crate::value::testing::*;

    #[test]
    fn is_text() {
        let ulid = Ulid::from_string("01ARZ3NDEKTSV4RRFFQ69G5FAV").unwrap();
        assert_eq!(stored(&ulid), s("01ARZ3NDEKTSV4RRFFQ69G5FAV"));
        assert_eq!(part(&ulid), "01ARZ3NDEKTSV4RRFFQ69G5FAV");
        assert_eq!(
            read_error::<Ulid>(s("01ARZ")),
            "expected a ULID such as `01ARZ3NDEKTSV4RRFFQ69G5FAV`"
        );
    }

    proptest! {
        #[test]
        fn sorts_in_a_key(a: u128, b: u128) {
            parts_agree(&Ulid(a), &Ulid(b));
        }

        #[test]
        fn round_trips(ulid: u128) {
            let ulid = Ulid(ulid);
            round_trip(&ulid);
            round_trip(&BTreeSet::from([ulid]));
            round_trip(&BTreeMap::from([(ulid, true)]));
        }
    }
}
