//! The types of the standard library as parts of a key.

use std::borrow::Cow;
use std::num::NonZero;
use std::sync::Arc;

use super::{KeyPart, PartText, PartWriter};
use crate::error::{Error, Result};
use crate::value::scalar::one_char;

macro_rules! texts {
    ($($ty:ty)*) => {$(
        impl KeyPart for $ty {
            const MARKS: &'static str = "";

            fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
                writer.text(self)
            }

            fn read_part(text: PartText<'_>) -> Result<Self> {
                Ok(text.text()?.into_owned().into())
            }
        }
    )*};
}
texts!(String Box<str> Arc<str> Cow<'_, str>);

impl KeyPart for char {
    const MARKS: &'static str = "";

    fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
        writer.text(self.encode_utf8(&mut [0; 4]))
    }

    fn read_part(text: PartText<'_>) -> Result<Self> {
        one_char(&text.text()?)
            .ok_or_else(|| Error::decode("expected exactly one character in this part of the key"))
    }
}

impl KeyPart for bool {
    const MARKS: &'static str = "";

    fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
        writer.fixed(if *self { "true" } else { "false" })
    }

    fn read_part(text: PartText<'_>) -> Result<Self> {
        match text.fixed() {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(Error::decode(
                "expected `true` or `false` in this part of the key",
            )),
        }
    }
}

/// Whether a number is negative, and how far it is from 0.
fn sign_and_magnitude<T: Copy>(number: T) -> (bool, u128)
where
    u128: TryFrom<T>,
    i128: TryFrom<T>,
{
    match u128::try_from(number) {
        Ok(magnitude) => (false, magnitude),
        // What does not fit because it is negative always fits an `i128`.
        Err(_) => (true, i128::try_from(number).map_or(0, i128::unsigned_abs)),
    }
}

fn from_sign_and_magnitude<T: TryFrom<u128> + TryFrom<i128>>(
    is_negative: bool,
    magnitude: u128,
) -> Option<T> {
    if is_negative {
        0_i128
            .checked_sub_unsigned(magnitude)
            .and_then(|number| T::try_from(number).ok())
    } else {
        T::try_from(magnitude).ok()
    }
}

macro_rules! whole_numbers {
    ($marks:literal: $($ty:ident $width:literal)*) => {$(
        impl KeyPart for $ty {
            const MARKS: &'static str = $marks;

            fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
                let (is_negative, magnitude) = sign_and_magnitude(*self);
                writer.number(is_negative, magnitude, $width)
            }

            fn read_part(text: PartText<'_>) -> Result<Self> {
                let (is_negative, magnitude) = text.number($width)?;
                from_sign_and_magnitude(is_negative, magnitude).ok_or_else(|| {
                    Error::decode(concat!(
                        "expected a whole number that fits ", stringify!($ty), " in this part of the key"
                    ))
                })
            }
        }

        impl KeyPart for NonZero<$ty> {
            const MARKS: &'static str = $marks;

            fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
                self.get().write_part(writer)
            }

            fn read_part(text: PartText<'_>) -> Result<Self> {
                Self::new($ty::read_part(text)?).ok_or_else(|| {
                    Error::decode("expected a number other than 0 in this part of the key")
                })
            }
        }
    )*};
}

// With the digits of the largest value; `usize` and `isize` have them on all platforms, for one table serves them all.
whole_numbers!("": u8 3 u16 5 u32 10 u64 20 usize 20 u128 39);
whole_numbers!("-": i8 3 i16 5 i32 10 i64 19 isize 19 i128 39);
