//! What may be absent.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{
    Attribute, Codec, Container, Decode, Encode, Entries, List, Map, MayBeAbsent, Plain, Reader,
    Set, Writer, Writing,
};
use crate::error::{At, Result, Segment};

/// Absent and NULL both read as `None`; `None` is absent, and NULL where it cannot be (in a list).
impl<T: Decode> Decode for Option<T> {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        super::optional(reader, T::decode)
    }

    fn absent() -> Result<Self> {
        Ok(None)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        match self {
            Some(value) => value.encode(writer),
            None => writer.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(T::is_absent)
    }
}

impl<T: Attribute> Attribute for Option<T> {
    type Kind = T::Kind;
    type Operand = T::Operand;
    type Fields<R> = T::Fields<R>;

    fn changes(&self) -> bool {
        self.as_ref().is_some_and(T::changes)
    }

    fn prepare(&mut self, at: &At<'_>, writing: &mut Writing) {
        if let Some(value) = self {
            value.prepare(at, writing);
        }
    }

    fn inspect(&self, at: &At<'_>, writing: &mut Writing) {
        if let Some(value) = self {
            value.inspect(at, writing);
        }
    }

    fn conform(
        value: &mut Option<AttributeValue>,
        below: &[&Segment],
        at: &At<'_>,
        writing: &mut Writing,
    ) {
        // Of a part of it, the absence is that of the part.
        let is_none = matches!(value, None | Some(AttributeValue::Null(_)));
        if !below.is_empty() || !is_none {
            T::conform(value, below, at, writing);
        }
    }

    fn enclose(
        value: AttributeValue,
        below: &[&Segment],
    ) -> std::result::Result<AttributeValue, AttributeValue> {
        T::enclose(value, below)
    }

    fn entries() -> Entries {
        T::entries()
    }
}

impl<T: Attribute> MayBeAbsent for Option<T> {}

impl<T: Container> Container for Option<T> {
    type Element = T::Element;
}

impl<T: List> List for Option<T> {
    type Element = T::Element;
}

impl<T: Map> Map for Option<T> {
    type Entry = T::Entry;
}

impl<T: Set> Set for Option<T> {
    type Element = T::Element;
}

/// Stores `None` as NULL instead of leaving the attribute out. It is what `#[dynamo(null)]` chooses.
///
/// NULL and an absent attribute both read as `None`. `C` is the codec for what is inside the `Option`.
///
/// Prefer absent attributes: they cost no storage, a sparse index leaves them out, and `attribute_exists` finds
/// them out. NULL is for readers that tell "known to be nothing" from "not known".
pub struct Nullable<C = Plain>(PhantomData<fn() -> C>);

impl<C> fmt::Debug for Nullable<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nullable")
    }
}

impl<T, C: Codec<T>> Codec<Option<T>> for Nullable<C> {
    type Kind = C::Kind;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<Option<T>> {
        <Option<C> as Codec<Option<T>>>::decode(reader)
    }

    fn encode(value: &Option<T>, writer: &mut dyn Writer) -> Result<()> {
        <Option<C> as Codec<Option<T>>>::encode(value, writer)
    }

    fn absent() -> Result<Option<T>> {
        Ok(None)
    }

    fn is_absent(value: &Option<T>) -> bool {
        value.as_ref().is_some_and(C::is_absent)
    }

    fn changes(value: &Option<T>) -> bool {
        value.as_ref().is_some_and(C::changes)
    }

    fn prepare(value: &mut Option<T>, at: &At<'_>, writing: &mut Writing) {
        if let Some(value) = value {
            C::prepare(value, at, writing);
        }
    }

    fn inspect(value: &Option<T>, at: &At<'_>, writing: &mut Writing) {
        if let Some(value) = value {
            C::inspect(value, at, writing);
        }
    }

    fn conform(
        value: &mut Option<AttributeValue>,
        below: &[&Segment],
        at: &At<'_>,
        writing: &mut Writing,
    ) {
        C::conform(value, below, at, writing);
    }

    fn enclose(
        value: AttributeValue,
        below: &[&Segment],
    ) -> std::result::Result<AttributeValue, AttributeValue> {
        C::enclose(value, below)
    }

    fn entries() -> Entries {
        C::entries()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use aws_sdk_dynamodb::types::AttributeValue;
    use proptest::prelude::*;

    use super::super::testing::*;
    use super::super::{As, UnixSeconds};
    use super::*;

    #[test]
    fn none_is_absent_and_null_is_none() {
        assert!(None::<u8>.is_absent());
        assert!(Some(None::<u8>).is_absent());
        assert!(Some(BTreeSet::<u8>::new()).is_absent());
        assert!(!Some(0).is_absent());
        assert_eq!(Option::<u8>::absent().unwrap(), None);
        assert_eq!(read::<Option<u8>>(AttributeValue::Null(true)), None);
        assert_eq!(stored(&None::<u8>), AttributeValue::Null(true));
        assert_eq!(read_error::<Option<u8>>(s("1")), "expected N, found S");
    }

    #[test]
    fn nullable_writes_null() {
        assert!(!Nullable::<Plain>::is_absent(&None::<u8>));
        assert_eq!(
            stored_as::<_, Nullable>(&None::<u8>),
            AttributeValue::Null(true)
        );
        assert_eq!(<Nullable as Codec<Option<u8>>>::absent().unwrap(), None);
        round_trip_as::<_, Nullable>(&Some(1));
        round_trip_as::<_, Nullable>(&None::<u8>);
        round_trip_as::<_, Nullable<UnixSeconds>>(&Some(std::time::SystemTime::UNIX_EPOCH));
    }

    #[test]
    fn codecs_of_optional_attributes_can_be_removed() {
        fn may_be_absent<T: MayBeAbsent>() {}
        may_be_absent::<Option<u8>>();
        may_be_absent::<Box<Option<u8>>>();
        may_be_absent::<BTreeSet<u8>>();
        may_be_absent::<As<Option<u8>, Nullable>>();
        may_be_absent::<As<Option<std::time::SystemTime>, Option<UnixSeconds>>>();
    }

    proptest! {
        #[test]
        fn round_trips(value: Option<i32>, values: Vec<Option<i32>>) {
            round_trip(&value);
            round_trip(&values);
        }
    }
}
