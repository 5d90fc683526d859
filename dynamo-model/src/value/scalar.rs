//! Integers, floats, booleans and characters.

use std::fmt;
use std::num::NonZero;

use super::buffer::Buffer;
use super::number::{self, Number};
use super::{Attribute, Decode, Delta, Encode, NoFields, Reader, Writer, kind};
use crate::error::{Error, Result};

macro_rules! stored_as {
    ($kind:ident: $($ty:ty)*) => {$(
        impl Attribute for $ty {
            type Kind = kind::$kind;
            type Operand = Self;
            type Fields<R> = NoFields;
        }
    )*};
}

macro_rules! integers {
    ($($ty:ident)*) => {$(
        impl Decode for $ty {
            fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
                number::whole(&reader.number()?, stringify!($ty))
            }
        }

        impl Encode for $ty {
            fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
                // Every writer refuses more than 38 digits, which only 128 bits can have.
                writer.number(itoa::Buffer::new().format(*self))
            }
        }

        impl Decode for NonZero<$ty> {
            fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
                Self::new($ty::decode(reader)?)
                    .ok_or_else(|| Error::decode("expected a number other than 0"))
            }
        }

        impl Encode for NonZero<$ty> {
            fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
                self.get().encode(writer)
            }
        }

        stored_as!(N: $ty NonZero<$ty>);
        deltas!($ty: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 Number);
    )*};
}

macro_rules! deltas {
    ($delta:ty: $($ty:ty)*) => {$(
        impl Delta<$ty> for $delta {}
    )*};
}

macro_rules! floats {
    ($($ty:ident)*) => {$(
        impl Decode for $ty {
            fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
                let text = reader.number()?;
                // `FromStr` knows words like `inf` as well, which no number is made of.
                let value: Self = match text.bytes().any(|b| b.is_ascii_digit()) {
                    true => text.parse().unwrap_or(Self::NAN),
                    false => Self::NAN,
                };
                if value.is_nan() {
                    return Err(number::Fault::Malformed.when_reading());
                }
                if value.is_infinite() {
                    return Err(Error::decode(concat!(
                        "expected a number that fits ", stringify!($ty), ", found one out of its range"
                    )));
                }
                Ok(value)
            }
        }

        impl Encode for $ty {
            fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
                writer.number(float_text(self.is_finite(), self)?.as_str())
            }
        }

        stored_as!(N: $ty);
        deltas!($ty: f32 f64 Number);
    )*};
}

integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
floats!(f32 f64);
deltas!(Number: f32 f64 Number);

/// The shortest plain digits that read back as this float. DynamoDB has one zero, so that `-0.0` is written as `0`.
pub(crate) fn float_text(is_finite: bool, float: &dyn fmt::Display) -> Result<Buffer> {
    if !is_finite {
        return Err(Error::encode("NaN and infinities cannot be stored"));
    }
    // What is longer than the buffer is far out of range.
    let text = Buffer::of(format_args!("{float}"))
        .map_err(|_| number::Fault::OutOfRange.when_writing())?;
    if text.as_str() == "-0" {
        return number::canonical("0").map_err(number::Fault::when_writing);
    }
    Ok(text)
}

impl<T, D: Delta<T>> Delta<Option<T>> for D {}

impl Decode for bool {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        reader.bool()
    }
}

impl Encode for bool {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        writer.bool(*self)
    }
}

impl Decode for char {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        one_char(&reader.str()?)
            .ok_or_else(|| Error::decode("expected a string of exactly one character"))
    }
}

/// The only character of `text`.
pub(crate) fn one_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(char), None) => Some(char),
        _ => None,
    }
}

impl Encode for char {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        writer.str(self.encode_utf8(&mut [0; 4]))
    }
}

stored_as!(Bool: bool);
stored_as!(S: char);
