//! Sets of strings, numbers and binary values.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hash};
use std::ops::Range;

use super::kind::SetElement;
use super::number;
use aws_sdk_dynamodb::types::AttributeValue;

use super::{
    As, Attribute, AttributeType, Codec, Container, Decode, Encode, MayBeAbsent, NoFields, Reader,
    Set, Writer, Writing, conform,
};
use crate::error::{At, Error, Result, Segment};

/// The kind of a set of elements of this kind.
type SetOf<K> = <K as SetElement>::Set;

/// Reads a set of this type, each element with `decode`, and hands them to `insert`, which says whether they are new.
pub(crate) fn read_set<T>(
    reader: &mut dyn Reader<'_>,
    set_type: AttributeType,
    decode: impl Fn(&mut dyn Reader<'_>) -> Result<T>,
    mut insert: impl FnMut(T) -> bool,
) -> Result<()> {
    reader.enter_set(set_type)?;
    while reader.next_element()? {
        if !insert(decode(reader)?) {
            return Err(Error::decode(
                "two elements of this set read as the same value",
            ));
        }
    }
    Ok(())
}

/// Writes a set of this type, each element with `encode`.
///
/// The elements are written in their own order, so that equal sets make equal requests.
pub(crate) fn write_set<'a, T: 'a>(
    elements: impl ExactSizeIterator<Item = &'a T>,
    writer: &mut dyn Writer,
    set_type: AttributeType,
    encode: impl Fn(&T, &mut dyn Writer) -> Result<()>,
) -> Result<()> {
    let mut collected = Elements::of(set_type, elements.len());
    for element in elements {
        encode(element, &mut collected)?;
    }
    collected.write(writer)
}

macro_rules! sets {
    ($([$($bounds:tt)*] [$($only:tt)*] [$($hasher:tt)*] $ty:ty, $codec:ty;)*) => {$(
        impl<T: Attribute<Kind: SetElement> $($bounds)*, $($hasher)*> Decode for $ty {
            fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
                let mut set = Self::default();
                read_set(reader, T::Kind::SET_TYPE, T::decode, |element| set.insert(element))?;
                Ok(set)
            }

            fn absent() -> Result<Self> {
                Ok(Self::default())
            }
        }

        impl<T: Attribute<Kind: SetElement> $($bounds)*, $($hasher)*> Encode for $ty {
            fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
                write_set(self.iter(), writer, T::Kind::SET_TYPE, T::encode)
            }

            fn is_absent(&self) -> bool {
                self.is_empty()
            }
        }

        impl<T: Attribute<Kind: SetElement> $($bounds)*, $($hasher)*> Attribute for $ty {
            type Kind = SetOf<T::Kind>;
            type Operand = Self;
            type Fields<R> = NoFields;

            fn changes(&self) -> bool {
                self.iter().any(T::changes)
            }

            fn prepare(&mut self, at: &At<'_>, writing: &mut Writing) {
                if self.changes() {
                    let elements = std::mem::take(self).into_iter();
                    writing.inside(|writing| {
                        self.extend(elements.map(|mut element| {
                            element.prepare(at, writing);
                            element
                        }));
                    });
                }
            }

            fn inspect(&self, at: &At<'_>, writing: &mut Writing) {
                writing.inside(|writing| {
                    for element in self {
                        element.inspect(at, writing);
                    }
                });
            }

            fn conform(
                value: &mut Option<AttributeValue>,
                below: &[&Segment],
                at: &At<'_>,
                writing: &mut Writing,
            ) {
                conform::set::<T>(value, below, at, writing);
            }
        }

        impl<T: Attribute<Kind: SetElement> $($bounds)*, $($hasher)*> MayBeAbsent for $ty {}

        impl<T: Attribute<Kind: SetElement> $($bounds)*, $($hasher)*> Container for $ty {
            type Element = T;
        }

        impl<T: Attribute<Kind: SetElement> $($bounds)*, $($hasher)*> Set for $ty {
            type Element = T;
        }

        /// Every element in the form of the codec.
        impl<C: Codec<T, Kind: SetElement>, T $($only)*, $($hasher)*> Codec<$ty> for $codec {
            type Kind = SetOf<C::Kind>;

            fn decode(reader: &mut dyn Reader<'_>) -> Result<$ty> {
                let mut set = <$ty>::default();
                read_set(reader, C::Kind::SET_TYPE, C::decode, |element| set.insert(element))?;
                Ok(set)
            }

            fn encode(value: &$ty, writer: &mut dyn Writer) -> Result<()> {
                write_set(value.iter(), writer, C::Kind::SET_TYPE, C::encode)
            }

            fn absent() -> Result<$ty> {
                Ok(<$ty>::default())
            }

            fn is_absent(value: &$ty) -> bool {
                value.is_empty()
            }
        }

        impl<C: Codec<T, Kind: SetElement>, T $($only)*, $($hasher)*> MayBeAbsent for As<$ty, $codec> {}

        impl<C: Codec<T, Kind: SetElement>, T $($only)*, $($hasher)*> Container for As<$ty, $codec> {
            type Element = As<T, C>;
        }

        impl<C: Codec<T, Kind: SetElement>, T $($only)*, $($hasher)*> Set for As<$ty, $codec> {
            type Element = As<T, C>;
        }
    )*};
}

sets! {
    [+ Ord] [: Ord] [] BTreeSet<T>, BTreeSet<C>;
    [+ Eq + Hash] [: Eq + Hash] [H: BuildHasher + Default] HashSet<T, H>, HashSet<C>;
}

/// Collects the elements of a set in their stored form: all of one type, no two the same.
struct Elements {
    set_type: AttributeType,
    /// All elements, one behind the other; numbers in canonical form.
    bytes: Vec<u8>,
    each: Vec<Range<usize>>,
}

impl Elements {
    fn of(set_type: AttributeType, len: usize) -> Self {
        Self {
            set_type,
            bytes: Vec::with_capacity(len.saturating_mul(16)),
            each: Vec::with_capacity(len),
        }
    }

    fn add(&mut self, set_type: AttributeType, element: &[u8]) -> Result<()> {
        if self.set_type != set_type {
            return Err(self.wrong_element());
        }
        let start = self.bytes.len();
        self.bytes.extend_from_slice(element);
        self.each.push(start..self.bytes.len());
        Ok(())
    }

    fn wrong_element(&self) -> Error {
        Error::encode(format!(
            "the elements of this set are stored as {}, and one of them has another form",
            self.set_type
        ))
    }

    fn get(&self, range: &Range<usize>) -> &[u8] {
        self.bytes.get(range.clone()).unwrap_or_default()
    }

    fn text(&self, range: &Range<usize>) -> &str {
        // Elements of sets of strings and numbers were added as `&str`s.
        std::str::from_utf8(self.get(range)).unwrap_or_default()
    }

    fn compare(&self, a: &Range<usize>, b: &Range<usize>) -> Ordering {
        match self.set_type {
            AttributeType::Ns => number::compare_canonical(self.text(a), self.text(b)),
            _ => self.get(a).cmp(self.get(b)),
        }
    }

    fn write(mut self, writer: &mut dyn Writer) -> Result<()> {
        let mut each = std::mem::take(&mut self.each);
        if each.is_empty() {
            return Err(Error::encode(
                "DynamoDB has no empty sets: where a set may be empty and cannot be left out, store a list",
            ));
        }
        each.sort_unstable_by(|a, b| self.compare(a, b));
        if each
            .array_windows()
            .any(|[a, b]| self.compare(a, b).is_eq())
        {
            return Err(Error::encode(
                "two elements of this set are stored as the same value",
            ));
        }
        writer.begin_set(self.set_type, each.len())?;
        for element in &each {
            match self.set_type {
                AttributeType::Ss => writer.str(self.text(element))?,
                AttributeType::Ns => writer.number(self.text(element))?,
                _ => writer.bytes(self.get(element))?,
            }
        }
        writer.end_set()
    }
}

impl Writer for Elements {
    fn str(&mut self, text: &str) -> Result<()> {
        self.add(AttributeType::Ss, text.as_bytes())
    }

    fn number(&mut self, text: &str) -> Result<()> {
        let canonical = number::canonical(text).map_err(number::Fault::when_writing)?;
        self.add(AttributeType::Ns, canonical.as_str().as_bytes())
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.add(AttributeType::Bs, bytes)
    }

    fn bool(&mut self, _: bool) -> Result<()> {
        Err(self.wrong_element())
    }

    fn null(&mut self) -> Result<()> {
        Err(self.wrong_element())
    }

    fn begin_list(&mut self, _: usize) -> Result<()> {
        Err(self.wrong_element())
    }

    fn end_list(&mut self) -> Result<()> {
        Err(self.wrong_element())
    }

    fn begin_set(&mut self, _: AttributeType, _: usize) -> Result<()> {
        Err(self.wrong_element())
    }

    fn end_set(&mut self) -> Result<()> {
        Err(self.wrong_element())
    }

    fn begin_map(&mut self, _: usize) -> Result<()> {
        Err(self.wrong_element())
    }

    fn key(&mut self, _: &str) -> Result<()> {
        Err(self.wrong_element())
    }

    fn end_map(&mut self) -> Result<()> {
        Err(self.wrong_element())
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::AttributeValue;
    use proptest::prelude::*;

    use super::super::testing::*;
    use super::super::{Blob, Number, UnixSeconds};
    use super::*;

    fn ns<const N: usize>(elements: [&str; N]) -> AttributeValue {
        AttributeValue::Ns(elements.map(str::to_owned).into())
    }

    #[test]
    fn is_typed_by_its_elements_and_in_order() {
        assert_eq!(stored(&HashSet::from([10, -1, 9])), ns(["-1", "9", "10"]));
        assert_eq!(
            stored(&HashSet::from(["b".to_owned(), "a".to_owned()])),
            AttributeValue::Ss(vec!["a".to_owned(), "b".to_owned()])
        );
        assert!(matches!(
            stored(&BTreeSet::from([Blob::from(b"a")])),
            AttributeValue::Bs(_)
        ));
        assert_eq!(
            read_error::<BTreeSet<u8>>(AttributeValue::Ss(vec!["1".to_owned()])),
            "expected NS, found SS"
        );
        assert_eq!(
            read_error::<BTreeSet<u8>>(l([n("1")])),
            "expected NS, found L"
        );
        assert_eq!(
            read_error::<BTreeSet<u8>>(ns(["1", "256"])),
            "expected a whole number that fits u8, found one out of its range"
        );
    }

    #[test]
    fn is_absent_when_empty() {
        let empty = HashSet::<String>::new();
        assert!(empty.is_absent());
        assert_eq!(HashSet::<String>::absent().unwrap(), empty);
        assert_eq!(
            write_error(&empty),
            "DynamoDB has no empty sets: where a set may be empty and cannot be left out, store a list"
        );
    }

    /// Different values with the same stored form.
    #[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
    struct Alias(u8);

    impl Decode for Alias {
        fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
            reader.number().map(|_| Self(0))
        }
    }

    impl Encode for Alias {
        fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
            writer.number(if self.0 == 0 { "1" } else { "1.0" })
        }
    }

    impl Attribute for Alias {
        type Kind = super::super::kind::N;
        type Operand = Self;
        type Fields<R> = NoFields;
    }

    #[test]
    fn refuses_duplicates_of_the_stored_form() {
        assert_eq!(
            write_error(&HashSet::from([Alias(0), Alias(1)])),
            "two elements of this set are stored as the same value"
        );
        assert_eq!(
            read_error::<BTreeSet<Alias>>(ns(["1", "2"])),
            "two elements of this set read as the same value"
        );
        assert_eq!(stored(&BTreeSet::from([Alias(1)])), ns(["1"]));
    }

    #[test]
    fn refuses_elements_of_another_type() {
        assert_eq!(
            write_error(&BTreeSet::from([None, Some("a".to_owned())])),
            "the elements of this set are stored as SS, and one of them has another form"
        );
    }

    #[test]
    fn takes_codecs() {
        let times = BTreeSet::from([std::time::SystemTime::UNIX_EPOCH]);
        assert_eq!(stored_as::<_, BTreeSet<UnixSeconds>>(&times), ns(["0"]));
        round_trip_as::<_, BTreeSet<UnixSeconds>>(&times);
    }

    proptest! {
        #[test]
        fn round_trips(
            numbers in proptest::collection::hash_set(any::<i64>(), 1..20),
            texts in proptest::collection::btree_set(any::<String>(), 1..20),
            blobs in proptest::collection::btree_set(any::<Vec<u8>>(), 1..20),
        ) {
            round_trip(&numbers.iter().copied().map(Number::from).collect::<BTreeSet<_>>());
            round_trip(&numbers);
            round_trip(&texts);
            round_trip_as::<_, super::super::Binary>(&blobs);
            round_trip(&blobs.into_iter().map(Blob::from).collect::<HashSet<_>>());
        }
    }
}
