//! Reading the text of a part.

use std::borrow::Cow;
use std::fmt;

use super::writer::{escape, nines_complement};
use super::{LAST, PartForm};
use crate::error::{Error, Result};

/// The text of one part of a stored key. [`KeyPart::read_part`](super::KeyPart::read_part) receives it.
#[derive(Clone, Copy)]
pub struct PartText<'a> {
    text: &'a str,
    form: PartForm,
}

impl<'a> PartText<'a> {
    pub(crate) fn new(text: &'a str, form: PartForm) -> Self {
        Self { text, form }
    }

    /// The text that was written with [`PartWriter::text`](super::PartWriter::text). Characters that should have been
    /// escaped are taken as they are.
    ///
    /// # Errors
    /// If a `%` is not followed by two hexadecimal digits in upper case, or what is escaped is not UTF-8.
    pub fn text(self) -> Result<Cow<'a, str>> {
        match self.form {
            PartForm::Raw => Ok(Cow::Borrowed(self.text)),
            PartForm::Sortable | PartForm::Digits(_) => unescape(self.text).ok_or_else(|| {
                Error::decode(
                    "expected text with escapes such as `%23`; if this key is written without, its part is `:raw`",
                )
            }),
        }
    }

    /// Whether the number that was written with [`PartWriter::number`](super::PartWriter::number) is negative, and its
    /// magnitude. Zeros before a number that is not negative may be missing.
    ///
    /// # Errors
    /// If the text is not that of a number of such a width.
    pub fn number(self, width: u8) -> Result<(bool, u128)> {
        let width = match self.form {
            PartForm::Raw => None,
            PartForm::Sortable => Some(width),
            PartForm::Digits(width) => Some(width),
        };
        number(self.text, width.map(usize::from))
            .ok_or_else(|| Error::decode("expected the digits of a whole number as they are written into this part of the key"))
    }

    /// The text that was written with [`PartWriter::fixed`](super::PartWriter::fixed).
    pub fn fixed(self) -> &'a str {
        self.text
    }

    /// Whether it was written as a part with this separator, and not by someone else without the escapes.
    pub(crate) fn is_as_written(self, separator: Option<char>) -> bool {
        let is_escaped = match self.form {
            PartForm::Raw => true,
            PartForm::Sortable | PartForm::Digits(_) => unescape(self.text).is_some_and(|text| {
                let mut again = String::with_capacity(self.text.len());
                escape(&text, separator, &mut again);
                again == self.text
            }),
        };
        is_escaped && !self.text.contains(LAST)
    }
}

impl fmt::Debug for PartText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Keys are data, which stays out of logs.
        f.debug_struct("PartText").finish_non_exhaustive()
    }
}

fn unescape(text: &str) -> Option<Cow<'_, str>> {
    let mut pieces = text.split('%');
    let first = pieces.next()?;
    if first.len() == text.len() {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    bytes.extend_from_slice(first.as_bytes());
    for piece in pieces {
        let (&[high, low], rest) = piece.as_bytes().split_first_chunk()?;
        bytes.push(hex(high)? << 4 | hex(low)?);
        bytes.extend_from_slice(rest);
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

/// Reads a number of at most `width` digits, or in plain digits where there is no width.
fn number(text: &str, width: Option<usize>) -> Option<(bool, u128)> {
    let negative = text.strip_prefix('-');
    let digits = negative.unwrap_or(text);
    let is_turned = negative.is_some() && width.is_some();
    let fits = match width {
        // Only at its full width is it known which digits were zeros.
        Some(width) if is_turned => digits.len() == width,
        Some(width) => digits.len() <= width,
        None => true,
    };
    if !fits || digits.is_empty() {
        return None;
    }
    let mut magnitude = 0_u128;
    for digit in digits.chars() {
        let digit = if is_turned {
            nines_complement(digit)
        } else {
            digit
        };
        let value = u128::from(digit.to_digit(10)?);
        magnitude = magnitude.checked_mul(10)?.checked_add(value)?;
    }
    // There is one zero, and it is not negative.
    (negative.is_none() || magnitude != 0).then_some((negative.is_some(), magnitude))
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn text_is_read_with_and_without_its_escapes() {
        for (text, value) in [
            ("", ""),
            ("a%23b%25", "a#b%"),
            ("a b#!", "a b#!"),
            ("%C3%A9é", "éé"),
            ("%E2%82%AC%00", "€\0"),
        ] {
            assert_eq!(read_part::<String>(text).unwrap(), value, "{text}");
        }
        for text in ["%", "%2", "a%2", "%2g", "%2f", "%é", "%+1", "%FF", "%C3é"] {
            assert_eq!(
                read_part_error::<String>(text),
                "expected text with escapes such as `%23`; if this key is written without, its part is `:raw`",
                "{text}"
            );
            assert_eq!(
                read_part_in::<String>(text, PartForm::Raw).unwrap(),
                text,
                "{text}"
            );
        }
    }

    #[test]
    fn numbers_are_read_as_written_and_without_zeros() {
        for (text, value) in [
            ("-000", -999),
            ("-994", -5),
            ("5", 5),
            ("05", 5),
            ("005", 5),
        ] {
            let padded = PartForm::Digits(3);
            assert_eq!(read_part_in::<i16>(text, padded).unwrap(), value, "{text}");
        }
        for text in [
            "", "-", "-5", "-94", "-0994", "0005", "+05", "--94", "-999", "5a", " 5", "٣",
        ] {
            assert_eq!(
                read_part_in::<i16>(text, PartForm::Digits(3))
                    .unwrap_err()
                    .to_string(),
                "expected the digits of a whole number as they are written into this part of the key",
                "{text}"
            );
        }
        for (text, value) in [("-5", -5), ("5", 5), ("0005", 5), ("0", 0)] {
            assert_eq!(read_part_in::<i8>(text, PartForm::Raw).unwrap(), value);
        }
        let long = "9".repeat(40);
        for text in ["", "-", "-0", "+5", "5.0", "1E2", &long] {
            assert!(read_part_in::<u128>(text, PartForm::Raw).is_err(), "{text}");
        }
    }

    #[test]
    fn knows_what_it_has_written() {
        let as_written = |text, form| PartText::new(text, form).is_as_written(Some(':'));
        for text in ["", "a%23", "é", "%25", "-94", "a%3Ab", "\u{10FFFE}"] {
            assert!(as_written(text, PartForm::Sortable), "{text}");
        }
        for text in [
            "#",
            "a b",
            "%",
            "%2",
            "%41",
            "%C3%A9",
            "a:b",
            "\0",
            "\u{10FFFF}",
        ] {
            assert!(!as_written(text, PartForm::Sortable), "{text}");
        }
        assert!(as_written("a b%", PartForm::Raw));
        assert!(!as_written("\u{10FFFF}", PartForm::Raw));
    }

    #[test]
    fn keeps_keys_out_of_debug() {
        let text = PartText::new("hunter2", PartForm::Raw);
        assert_eq!(format!("{text:?}"), "PartText { .. }");
    }
}
