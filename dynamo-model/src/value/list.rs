//! Lists: sequences of any length, arrays and tuples.

use std::collections::VecDeque;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{
    As, Attribute, Codec, Container, Decode, Encode, List, NoFields, Reader, Writer, Writing,
    conform, kind,
};
use crate::error::{At, Error, Result, Segment};

/// No list is prepared for more elements than this before they are seen: the number comes from outside.
const MAX_RESERVE: usize = 1024;

/// Reads a list, each element with `decode`.
pub(crate) fn read_list<T>(
    reader: &mut dyn Reader<'_>,
    decode: impl Fn(&mut dyn Reader<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut elements = Vec::with_capacity(reader.enter_list()?.min(MAX_RESERVE));
    while reader.next_element()? {
        elements.push(decode(reader).map_err(|error| error.at(elements.len()))?);
    }
    Ok(elements)
}

/// Writes a list, each element with `encode`.
fn write_list<'a, T: 'a>(
    elements: impl ExactSizeIterator<Item = &'a T>,
    writer: &mut dyn Writer,
    encode: impl Fn(&T, &mut dyn Writer) -> Result<()>,
) -> Result<()> {
    writer.begin_list(elements.len())?;
    for (index, element) in elements.enumerate() {
        encode(element, writer).map_err(|error| error.at(index))?;
    }
    writer.end_list()
}

/// A list of exactly `N` elements.
fn exactly<T, const N: usize>(elements: Vec<T>) -> Result<[T; N]> {
    elements
        .try_into()
        .map_err(|elements: Vec<T>| wrong_length(N, elements.len()))
}

fn wrong_length(expected: usize, found: usize) -> Error {
    Error::decode(format!(
        "expected a list of {expected} elements, found {found}"
    ))
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        write_list(self.iter(), writer, T::encode)
    }
}

macro_rules! lists {
    ($([$($size:tt)*] $ty:ty, $codec:ty, $from_vec:expr, $len:expr;)*) => {$(
        impl<T: Decode $($size)*> Decode for $ty {
            fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
                read_list(reader, T::decode).and_then($from_vec)
            }
        }

        impl<T: Encode $($size)*> Encode for $ty {
            fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
                write_list(self.iter(), writer, T::encode)
            }
        }

        impl<T: Attribute $($size)*> Attribute for $ty {
            type Kind = kind::L;
            type Operand = Self;
            type Fields<R> = NoFields;

            fn changes(&self) -> bool {
                self.iter().any(T::changes)
            }

            fn prepare(&mut self, at: &At<'_>, writing: &mut Writing) {
                writing.inside(|writing| {
                    for (index, element) in self.iter_mut().enumerate() {
                        element.prepare(&at.index(index), writing);
                    }
                });
            }

            fn inspect(&self, at: &At<'_>, writing: &mut Writing) {
                writing.inside(|writing| {
                    for (index, element) in self.iter().enumerate() {
                        element.inspect(&at.index(index), writing);
                    }
                });
            }

            fn conform(
                value: &mut Option<AttributeValue>,
                below: &[&Segment],
                at: &At<'_>,
                writing: &mut Writing,
            ) {
                conform::list::<T>(value, below, at, writing);
            }

            fn enclose(
                value: AttributeValue,
                below: &[&Segment],
            ) -> std::result::Result<AttributeValue, AttributeValue> {
                conform::enclose_in_list(value, below, $len, T::enclose)
            }
        }

        impl<T: Attribute $($size)*> Container for $ty {
            type Element = T;
        }

        impl<T: Attribute $($size)*> List for $ty {
            type Element = T;
        }

        /// Every element in the form of the codec.
        impl<C: Codec<T>, T $($size)*> Codec<$ty> for $codec {
            type Kind = kind::L;

            fn decode(reader: &mut dyn Reader<'_>) -> Result<$ty> {
                read_list(reader, C::decode).and_then($from_vec)
            }

            fn encode(value: &$ty, writer: &mut dyn Writer) -> Result<()> {
                write_list(value.iter(), writer, C::encode)
            }

            fn enclose(
                value: AttributeValue,
                below: &[&Segment],
            ) -> std::result::Result<AttributeValue, AttributeValue> {
                conform::enclose_in_list(value, below, $len, C::enclose)
            }
        }

        impl<C: Codec<T>, T $($size)*> Container for As<$ty, $codec> {
            type Element = As<T, C>;
        }

        impl<C: Codec<T>, T $($size)*> List for As<$ty, $codec> {
            type Element = As<T, C>;
        }
    )*};
}

lists! {
    [] Vec<T>, Vec<C>, Ok, 1;
    [] VecDeque<T>, VecDeque<C>, |elements| Ok(elements.into()), 1;
    [] Box<[T]>, Box<[C]>, |elements| Ok(elements.into()), 1;
    [, const N: usize] [T; N], [C; N], exactly, N;
}

/// Reads the element of a tuple of `len` elements that stands at `index`.
fn read_element<T: Decode>(reader: &mut dyn Reader<'_>, index: usize, len: usize) -> Result<T> {
    if !reader.next_element()? {
        return Err(wrong_length(len, index));
    }
    T::decode(reader).map_err(|error| error.at(index))
}

/// Leaves a list of which `len` elements were read, and fails if there are more.
fn end_list(reader: &mut dyn Reader<'_>, len: usize) -> Result<()> {
    let mut found = len;
    while reader.next_element()? {
        reader.skip()?;
        found += 1;
    }
    if found > len {
        return Err(wrong_length(len, found));
    }
    Ok(())
}

macro_rules! tuples {
    ($($len:literal: $($name:ident $index:tt)*;)*) => {$(
        impl<$($name: Decode),*> Decode for ($($name,)*) {
            fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
                reader.enter_list()?;
                let elements = ($(read_element::<$name>(reader, $index, $len)?,)*);
                end_list(reader, $len)?;
                Ok(elements)
            }
        }

        impl<$($name: Encode),*> Encode for ($($name,)*) {
            fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
                writer.begin_list($len)?;
                $(self.$index.encode(writer).map_err(|error| error.at($index))?;)*
                writer.end_list()
            }
        }

        impl<$($name: Attribute),*> Attribute for ($($name,)*) {
            type Kind = kind::L;
            type Operand = Self;
            type Fields<R> = NoFields;

            fn changes(&self) -> bool {
                false $(|| self.$index.changes())*
            }

            fn prepare(&mut self, at: &At<'_>, writing: &mut Writing) {
                $(self.$index.prepare(&at.index($index), writing);)*
            }

            fn inspect(&self, at: &At<'_>, writing: &mut Writing) {
                $(self.$index.inspect(&at.index($index), writing);)*
            }

            fn conform(
                value: &mut Option<AttributeValue>,
                below: &[&Segment],
                at: &At<'_>,
                writing: &mut Writing,
            ) {
                if below.is_empty() {
                    conform::whole::<Self>(value, at, writing);
                }
            }
        }
    )*};
}

tuples! {
    1: A 0;
    2: A 0 B 1;
    3: A 0 B 1 C 2;
    4: A 0 B 1 C 2 D 3;
    5: A 0 B 1 C 2 D 3 E 4;
    6: A 0 B 1 C 2 D 3 E 4 F 5;
    7: A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    8: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::super::testing::*;
    use super::super::{Binary, Blob};
    use super::*;

    #[test]
    fn is_a_list_even_of_bytes() {
        assert_eq!(stored(&vec![1_u8, 2]), l([n("1"), n("2")]));
        assert_eq!(stored(&(1, "a".to_owned(), true).0), n("1"));
        assert_eq!(stored(&Vec::<u8>::new()), l([]));
        assert_eq!(read_error::<Vec<u8>>(b(b"a")), "expected L, found B");
    }

    #[test]
    fn errors_say_which_element() {
        assert_eq!(
            read_error::<Vec<Vec<u32>>>(l([l([]), l([n("1"), n("2"), s("3")])])),
            "[1][2]: expected N, found S"
        );
        assert_eq!(
            read_error::<(u8, (u8, bool))>(l([n("1"), l([n("1"), n("2")])])),
            "[1][1]: expected BOOL, found N"
        );
        assert_eq!(
            write_error(&vec![(1.0, 0.0), (1.0, f64::NAN)]),
            "[1][1]: NaN and infinities cannot be stored"
        );
        assert_eq!(
            read_error::<Vec<u8>>(l([aws_sdk_dynamodb::types::AttributeValue::Null(true)])),
            "[0]: expected N, found NULL"
        );
    }

    #[test]
    fn an_empty_set_has_no_place_in_a_list() {
        let set = |of: &[u8]| of.iter().copied().collect::<BTreeSet<_>>();
        round_trip(&vec![Some(set(&[1])), None]);
        assert_eq!(
            write_error(&vec![set(&[1]), set(&[])]),
            "[1]: DynamoDB has no empty sets: where a set may be empty and cannot be left out, store a list"
        );
    }

    #[test]
    fn arrays_and_tuples_have_their_length() {
        let three = || l([n("1"), n("2"), n("3")]);
        assert_eq!(read::<[u8; 3]>(three()), [1, 2, 3]);
        assert_eq!(read::<(u8, u8, u8)>(three()), (1, 2, 3));
        for error in [
            read_error::<[u8; 2]>(three()),
            read_error::<(u8, u8)>(three()),
        ] {
            assert_eq!(error, "expected a list of 2 elements, found 3");
        }
        for error in [
            read_error::<[u8; 4]>(three()),
            read_error::<(u8, u8, u8, u8)>(three()),
        ] {
            assert_eq!(error, "expected a list of 4 elements, found 3");
        }
        let outer: ((u8, u8), bool) = read(l([
            l([n("1"), n("2")]),
            aws_sdk_dynamodb::types::AttributeValue::Bool(true),
        ]));
        assert_eq!(outer, ((1, 2), true));
    }

    proptest! {
        #[test]
        fn round_trips(values: Vec<u16>, text: String, flag: bool, byte: u8) {
            round_trip(&VecDeque::from(values.clone()));
            round_trip(&values.clone().into_boxed_slice());
            round_trip(&[text.clone(), String::new()]);
            round_trip(&[(); 0].map(|()| byte));
            round_trip(&(byte,));
            round_trip(&(byte, text.clone(), flag, values.clone(), byte, Some(byte), (flag, byte), [byte; 3]));
            let blobs: Vec<Vec<u8>> = values.iter().map(|v| v.to_be_bytes().to_vec()).collect();
            prop_assert_eq!(
                stored_as::<_, Binary>(&blobs),
                stored(&blobs.iter().cloned().map(Blob::from).collect::<Vec<_>>())
            );
            round_trip_as::<_, Vec<Binary>>(&blobs);
            round_trip(&values);
        }
    }
}
