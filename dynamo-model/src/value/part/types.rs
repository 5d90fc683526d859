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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::PartForm;
    use super::super::testing::*;
    use super::*;

    macro_rules! whole_numbers_agree {
        ($($ty:ident)*) => {
            proptest! {
                $(
                    #[test]
                    fn $ty(a: $ty, b: $ty, shift in 0..$ty::BITS) {
                        parts_agree(&a, &b);
                        // Small ones as well.
                        parts_agree(&(a >> shift), &(b >> shift));
                        let raw = part_in(&a, PartForm::Raw).unwrap();
                        prop_assert_eq!(&raw, &a.to_string());
                        prop_assert_eq!(read_part_in::<$ty>(&raw, PartForm::Raw).unwrap(), a);
                    }
                )*
            }

            #[test]
            fn extremes_agree() {
                $(
                    let values = [$ty::MIN, $ty::MIN + 1, $ty::MAX / 2, $ty::MAX - 1, $ty::MAX];
                    for a in values {
                        for b in values {
                            parts_agree(&a, &b);
                        }
                        // As wide as the largest number is on a machine of 64 bits.
                        let width = part(&$ty::MAX).len();
                        assert_eq!(part(&a).trim_start_matches('-').len(), width);
                        assert_eq!(width, $ty::MAX.to_string().len());
                    }
                )*
            }
        };
    }
    whole_numbers_agree!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

    #[test]
    fn numbers_have_all_digits_of_their_type() {
        assert_eq!(part(&42_u16), "00042");
        assert_eq!(part(&-1_i16), "-99998");
        assert_eq!(part(&i8::MIN), "-871");
        assert_eq!(part(&7_usize), "00000000000000000007");
        assert_eq!(part(&7_isize), "0000000000000000007");
        assert_eq!(part(&NonZero::new(7_u8).unwrap()), "007");
        for (error, ty) in [
            (read_part_error::<u8>("256"), "u8"),
            (read_part_error::<i8>("-870"), "i8"),
            (read_part_error::<u16>("-99998"), "u16"),
        ] {
            assert_eq!(
                error,
                format!("expected a whole number that fits {ty} in this part of the key")
            );
        }
        assert_eq!(
            read_part_error::<NonZero<u8>>("000"),
            "expected a number other than 0 in this part of the key"
        );
    }

    #[test]
    fn booleans_and_characters() {
        parts_agree(&false, &true);
        assert_eq!(part(&true), "true");
        assert_eq!(part(&'#'), "%23");
        assert_eq!(
            read_part_error::<bool>("True"),
            "expected `true` or `false` in this part of the key"
        );
        for text in ["", "ab", "%23%23"] {
            assert_eq!(
                read_part_error::<char>(text),
                "expected exactly one character in this part of the key"
            );
        }
    }

    proptest! {
        #[test]
        fn texts_agree(
            a in any::<String>().prop_filter("the last character", |text| !text.contains(char::MAX)),
            b in "[ -&a-b\u{0}\u{D7FF}\u{E000}\u{10FFFE}]{0,4}",
            c in "[ -&a-b\u{0}\u{D7FF}\u{E000}\u{10FFFE}]{0,4}",
        ) {
            parts_agree(&a, &b);
            parts_agree(&b, &c);
            parts_agree::<Box<str>>(&a.as_str().into(), &b.as_str().into());
            parts_agree::<Arc<str>>(&a.as_str().into(), &b.as_str().into());
            parts_agree::<Cow<'_, str>>(&a.as_str().into(), &b.as_str().into());
        }

        #[test]
        fn characters_agree(a in proptest::char::range('\0', '\u{10FFFE}'), b in proptest::char::range('\0', '&')) {
            parts_agree(&a, &b);
        }

        #[test]
        fn reading_never_panics(text: String, form in 0..3) {
            let form = [PartForm::Sortable, PartForm::Raw, PartForm::Digits(3)][usize::try_from(form).unwrap()];
            let _ = (
                read_part_in::<String>(&text, form),
                read_part_in::<i128>(&text, form),
                read_part_in::<bool>(&text, form),
                read_part_in::<char>(&text, form),
            );
        }
    }
}
