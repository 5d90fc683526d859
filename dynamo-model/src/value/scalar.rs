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
                with_float_text(self.is_finite(), *self, |text| writer.number(text))
            }
        }

        stored_as!(N: $ty);
        deltas!($ty: f32 f64 Number);
    )*};
}

integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
floats!(f32 f64);
deltas!(Number: f32 f64 Number);

/// Calls `then` with the shortest plain digits that read back as this float. DynamoDB has one zero, so that `-0.0` is
/// written as `0`.
pub(crate) fn with_float_text<F: ryu::Float + fmt::Display, T>(
    is_finite: bool,
    float: F,
    then: impl FnOnce(&str) -> Result<T>,
) -> Result<T> {
    if !is_finite {
        return Err(Error::encode("NaN and infinities cannot be stored"));
    }
    let mut buffer = ryu::Buffer::new();
    let text = buffer.format_finite(float);
    if text.contains('e') {
        // What is longer than this buffer is far out of range.
        let text = Buffer::of(format_args!("{float}"))
            .map_err(|_| number::Fault::OutOfRange.when_writing())?;
        return then(text.as_str());
    }
    match text.strip_suffix(".0") {
        Some("-0") => then("0"),
        Some(whole) => then(whole),
        None => then(text),
    }
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

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::AttributeValue;
    use proptest::prelude::*;

    use super::super::testing::*;
    use super::*;

    macro_rules! integers_round_trip {
        ($($ty:ident)*) => {
            proptest! {
                $(
                    #[test]
                    fn $ty(value: $ty) {
                        // The 128-bit types reach one digit further than DynamoDB.
                        if value.to_string().trim_start_matches('-').len() <= 38 {
                            prop_assert_eq!(stored(&value), n(&value.to_string()));
                            round_trip(&value);
                        }
                        round_trip(&NonZero::new(value).filter(|_| size_of::<$ty>() < 16));
                    }
                )*
            }

            #[test]
            fn extremes_round_trip() {
                $(
                    if size_of::<$ty>() < 16 {
                        round_trip(&$ty::MIN);
                        round_trip(&$ty::MAX);
                    }
                )*
            }
        };
    }
    integers_round_trip!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

    #[test]
    fn integers_of_128_bits_have_38_digits() {
        let largest = 10_u128.pow(38) - 1;
        round_trip(&largest);
        round_trip(&10_u128.pow(38));
        round_trip(&-largest.cast_signed());
        for error in [
            write_error(&(largest + 2)),
            write_error(&u128::MAX),
            write_error(&i128::MIN),
        ] {
            assert_eq!(error, "a number has at most 38 significant digits");
        }
    }

    #[test]
    fn integers_are_read_in_every_spelling() {
        for (text, value) in [
            ("1E+2", 100),
            ("1.0", 1),
            ("1.5E2", 150),
            ("-0", 0),
            ("0042", 42),
        ] {
            assert_eq!(read::<u8>(n(text)), value, "{text}");
        }
        assert_eq!(read::<i64>(n("-9.223372036854775808E18")), i64::MIN);
        for (text, found) in [
            ("256", "found one out of its range"),
            ("-1", "found one out of its range"),
            ("1E100", "found one out of its range"),
            ("1.5", "found one with decimals"),
        ] {
            assert_eq!(
                read_error::<u8>(n(text)),
                format!("expected a whole number that fits u8, {found}")
            );
        }
        assert_eq!(read_error::<u8>(s("1")), "expected N, found S");
        assert_eq!(
            read_error::<u8>(n("one")),
            "not a decimal number such as `-12.5` or `15E-1`"
        );
        assert_eq!(
            read_error::<NonZero<u8>>(n("0")),
            "expected a number other than 0"
        );
    }

    #[test]
    fn floats_are_numbers_or_errors() {
        for value in [0.1, -1.5, 1e125, 1e-130, 9.9e125, 123_456_789.123_456_79] {
            round_trip(&value);
        }
        assert_eq!(stored(&-0.0), n("0"));
        assert_eq!(stored(&0.1_f32), n("0.1"));
        assert_eq!(stored(&1e21), n("1000000000000000000000"));
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(write_error(&value), "NaN and infinities cannot be stored");
        }
        for value in [
            f64::MAX,
            f64::MIN,
            f64::MIN_POSITIVE,
            -f64::MIN_POSITIVE,
            1e126,
            1e-131,
        ] {
            assert!(write_error(&value).starts_with("a number other than 0 lies between"));
        }
        for text in ["NaN", "inf", "-infinity", "", "1e", "0x1"] {
            assert!(
                read_error::<f64>(n(text)).starts_with("not a decimal number"),
                "{text}"
            );
        }
        assert_eq!(read::<f64>(n(&"9".repeat(38))), 1e38);
        assert_eq!(
            read_error::<f32>(n("1E39")),
            "expected a number that fits f32, found one out of its range"
        );
    }

    #[test]
    fn booleans_and_characters() {
        round_trip(&true);
        assert_eq!(stored(&'é'), s("é"));
        for text in ["", "ab"] {
            assert_eq!(
                read_error::<char>(s(text)),
                "expected a string of exactly one character"
            );
        }
        assert_eq!(read_error::<bool>(n("1")), "expected BOOL, found N");
        assert_eq!(
            read_error::<bool>(AttributeValue::Null(true)),
            "expected BOOL, found NULL"
        );
    }

    #[test]
    fn literals_fit_as_deltas() {
        fn fits<T, D: Delta<T>>(_: &T, _: D) {}
        fits(&1_u64, -1);
        fits(&1_u8, 1_i128);
        fits(&1.0, 2);
        fits(&1.0, 0.5);
        fits(&Some(1_u64), -1);
        fits(&Box::new(1_u64), -1);
        fits(&Number::from(1), 1);
        fits(&Number::from(1), 1.5);
        fits(&super::super::Value::from(1), -1);
    }

    proptest! {
        /// Display is the measure: as short, and the same number. Of two texts that are equally near it may take the other.
        #[test]
        fn floats_are_written_as_shortly_as_can_be(bits: u64, single: u32) {
            let (float, single) = (f64::from_bits(bits), f32::from_bits(single));
            let shown = |text: &str| Ok(text.to_owned());
            if float != 0.0 && let Ok(text) = with_float_text(float.is_finite(), float, shown) {
                prop_assert_eq!(text.parse(), Ok(float));
                prop_assert_eq!(text.len(), float.to_string().len());
            }
            if single != 0.0 && let Ok(text) = with_float_text(single.is_finite(), single, shown) {
                prop_assert_eq!(text.parse(), Ok(single));
                prop_assert_eq!(text.len(), single.to_string().len());
            }
        }

        #[test]
        fn floats_round_trip(value in -1e125_f64..1e125, small in -1e-100_f64..1e-100) {
            round_trip(&value);
            round_trip(&(1.0 / value));
            prop_assume!(small.abs() >= 1e-130);
            round_trip(&small);
        }

        #[test]
        fn single_floats_round_trip(value: f32) {
            round_trip(&value);
        }

        #[test]
        fn characters_round_trip(value: char) {
            round_trip(&value);
        }
    }
}
