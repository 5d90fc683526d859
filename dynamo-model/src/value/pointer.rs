//! Pointers: stored as what they point to.

use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use super::av::copy;
use super::{
    Attribute, Codec, Container, Decode, Delta, Encode, Entries, List, Map, MayBeAbsent, Plain,
    Reader, Set, Writer, Writing,
};
use crate::error::{At, Result, Segment, Violation};

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        T::encode(self, writer)
    }

    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }
}

macro_rules! pointers {
    ($($pointer:ident: $prepare:expr;)*) => {$(
        impl<T: Decode> Decode for $pointer<T> {
            fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
                T::decode(reader).map(Self::new)
            }

            fn absent() -> Result<Self> {
                T::absent().map(Self::new)
            }
        }

        impl<T: Encode> Encode for $pointer<T> {
            fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
                T::encode(self, writer)
            }

            fn is_absent(&self) -> bool {
                T::is_absent(self)
            }
        }

        /// Compared with what it points to.
        impl<T: Attribute> Attribute for $pointer<T> {
            type Kind = T::Kind;
            type Operand = T::Operand;
            type Fields<R> = T::Fields<R>;

            fn changes(&self) -> bool {
                T::changes(self)
            }

            fn prepare(&mut self, at: &At<'_>, writing: &mut Writing) {
                $prepare(self, at, writing);
            }

            fn inspect(&self, at: &At<'_>, writing: &mut Writing) {
                T::inspect(self, at, writing);
            }

            fn conform(
                value: &mut Option<AttributeValue>,
                below: &[&Segment],
                at: &At<'_>,
                writing: &mut Writing,
            ) {
                T::conform(value, below, at, writing);
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

        impl<T: MayBeAbsent> MayBeAbsent for $pointer<T> {}

        impl<T: Container> Container for $pointer<T> {
            type Element = T::Element;
        }

        impl<T: List> List for $pointer<T> {
            type Element = T::Element;
        }

        impl<T: Map> Map for $pointer<T> {
            type Entry = T::Entry;
        }

        impl<T: Set> Set for $pointer<T> {
            type Element = T::Element;
        }

        impl<T, D: Delta<T>> Delta<$pointer<T>> for D {}

        impl<T, C: Codec<T>> Codec<$pointer<T>> for $pointer<C> {
            type Kind = C::Kind;

            fn decode(reader: &mut dyn Reader<'_>) -> Result<$pointer<T>> {
                C::decode(reader).map($pointer::new)
            }

            fn encode(value: &$pointer<T>, writer: &mut dyn Writer) -> Result<()> {
                C::encode(value, writer)
            }

            fn absent() -> Result<$pointer<T>> {
                C::absent().map($pointer::new)
            }

            fn is_absent(value: &$pointer<T>) -> bool {
                C::is_absent(value)
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
    )*};
}

pointers! {
    Box: |value: &mut Box<T>, at: &At<'_>, writing: &mut Writing| (**value).prepare(at, writing);
    Arc: prepare_shared;
}

/// What is shared stays as it is: what is written is a value of its own.
fn prepare_shared<T: Attribute>(shared: &mut Arc<T>, at: &At<'_>, writing: &mut Writing) {
    if !shared.changes() {
        return;
    }
    match Arc::get_mut(shared) {
        Some(value) => value.prepare(at, writing),
        None => match copy::<T, Plain>(shared) {
            Ok(mut value) => {
                value.prepare(at, writing);
                *shared = Arc::new(value);
            }
            Err(error) => writing.report(at, Violation::new("encode", error.to_string())),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::UnixSeconds;
    use super::super::testing::*;
    use super::*;

    #[test]
    fn is_stored_as_what_it_points_to() {
        round_trip(&Box::new(1));
        round_trip(&Arc::new(vec![Box::new("a".to_owned())]));
        assert_eq!(stored(&Arc::new(1)), n("1"));
        assert!(Arc::new(None::<u8>).is_absent());
        assert!(Box::new(BTreeSet::<u8>::new()).is_absent());
        assert_eq!(Box::<Option<u8>>::absent().unwrap(), Box::new(None));
        assert!(Box::<u8>::absent().is_err());
        round_trip_as::<_, Box<UnixSeconds>>(&Box::new(std::time::SystemTime::UNIX_EPOCH));
    }

    #[test]
    fn compares_with_what_it_points_to() {
        fn operand<T: Attribute<Operand = u8>>() {}
        operand::<Box<u8>>();
        operand::<Option<Arc<u8>>>();
    }
}
