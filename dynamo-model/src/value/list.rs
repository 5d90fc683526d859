//! Lists: sequences of any length, arrays and tuples.

use std::collections::VecDeque;

use super::{
    As, Attribute, Codec, Container, Decode, Encode, List, NoFields, Reader, Writer, kind,
};
use crate::error::{Error, Result};

/// No list is prepared for more elements than this before they are seen: the number comes from outside.
const MAX_RESERVE: usize = 1024;

/// Reads a list, each element with `decode`.
fn read_list<T>(
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
    ($([$($size:tt)*] $ty:ty, $codec:ty, $from_vec:expr;)*) => {$(
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
    [] Vec<T>, Vec<C>, Ok;
    [] VecDeque<T>, VecDeque<C>, |elements| Ok(elements.into());
    [] Box<[T]>, Box<[C]>, |elements| Ok(elements.into());
    [, const N: usize] [T; N], [C; N], exactly;
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
