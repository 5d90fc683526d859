//! Writing the text of a part.

use std::fmt::{self, Write as _};

use super::{LAST, PartForm};
use crate::error::{Error, Result};

/// Writes one part of a templated key. [`KeyPart::write_part`](super::KeyPart::write_part) receives it.
pub struct PartWriter<'a> {
    key: &'a mut String,
    form: PartForm,
    separator: Option<char>,
    marks: &'static str,
}

impl<'a> PartWriter<'a> {
    /// Writes to the end of `key` what is separated from the rest by `separator` and has the punctuation `marks`.
    pub(crate) fn new(
        key: &'a mut String,
        form: PartForm,
        separator: Option<char>,
        marks: &'static str,
    ) -> Self {
        Self {
            key,
            form,
            separator,
            marks,
        }
    }

    /// Writes text of any characters, escaped as the form of the part wants it.
    ///
    /// # Errors
    /// If the part is `:raw` and the text contains its separator, or is padded to digits; and for U+10FFFF.
    pub fn text(&mut self, text: &str) -> Result<()> {
        self.refuse_digits()?;
        self.beginning(text)
    }

    /// Writes what the text of a part begins with, whatever its type.
    pub(crate) fn beginning(&mut self, text: &str) -> Result<()> {
        if text.contains(LAST) {
            return Err(Error::encode(
                "the character U+10FFFF cannot be part of a key: it marks the end of ranges",
            ));
        }
        match (self.form, self.separator) {
            (PartForm::Raw, Some(separator)) if text.contains(separator) => {
                Err(Error::encode(format!(
                    "text in a `:raw` part of a key must not contain its separator `{separator}`; \
                     without `:raw` it is escaped"
                )))
            }
            (PartForm::Raw, _) => {
                self.key.push_str(text);
                Ok(())
            }
            _ => {
                escape(text, self.separator, self.key);
                Ok(())
            }
        }
    }

    /// Writes a whole number whose type has up to `width` digits.
    ///
    /// It is filled up with zeros to that width. Of a negative number the digits are turned around (9 for 0, 8 for 1)
    /// so that it sorts before those that are nearer to 0.
    ///
    /// # Errors
    /// If the number has more digits than its width, or than the template says.
    pub fn number(&mut self, is_negative: bool, magnitude: u128, width: u8) -> Result<()> {
        let mut digits = itoa::Buffer::new();
        let digits = digits.format(magnitude);
        let is_negative = is_negative && magnitude != 0;
        if is_negative {
            self.key.push('-');
        }
        let width = match self.form {
            PartForm::Raw => {
                self.key.push_str(digits);
                return Ok(());
            }
            PartForm::Sortable => width,
            PartForm::Digits(0) => {
                return Err(Error::encode(
                    "a part of a key that is padded to 0 digits can hold no number: give it one digit or more",
                ));
            }
            PartForm::Digits(width) => width,
        };
        let Some(zeros) = usize::from(width).checked_sub(digits.len()) else {
            return Err(Error::encode(format!(
                "a number of more than {width} digits does not fit this part of the key"
            )));
        };
        let padded = std::iter::repeat_n('0', zeros).chain(digits.chars());
        match is_negative {
            true => self.key.extend(padded.map(nines_complement)),
            false => self.key.extend(padded),
        }
        Ok(())
    }

    /// Writes text of ASCII letters, digits and the [`MARKS`](super::KeyPart::MARKS) of its type, which needs no escapes.
    ///
    /// # Errors
    /// If the text contains something else, or the part is padded to digits.
    pub fn fixed(&mut self, text: &str) -> Result<()> {
        self.refuse_digits()?;
        if !text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || self.marks.contains(c))
        {
            return Err(Error::encode(
                "this type wrote a character into a part of a key that is not among its `KeyPart::MARKS`: \
                 add it there, or write it with `PartWriter::text`",
            ));
        }
        self.key.push_str(text);
        Ok(())
    }

    fn refuse_digits(&self) -> Result<()> {
        match self.form {
            PartForm::Digits(width) => Err(Error::encode(format!(
                "only a whole number can be padded with `:0{width}`, and this part of the key is text"
            ))),
            PartForm::Sortable | PartForm::Raw => Ok(()),
        }
    }
}

impl fmt::Debug for PartWriter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Keys are data, which stays out of logs.
        f.debug_struct("PartWriter").finish_non_exhaustive()
    }
}

/// Writes `text` with escapes for what could be taken for a separator, or would sort before one.
pub(super) fn escape(text: &str, separator: Option<char>, key: &mut String) {
    for c in text.chars() {
        if c <= '%' || Some(c) == separator {
            // A `String` takes everything, so this does not fail.
            let _ = write!(key, "%{:02X}", u32::from(c));
        } else {
            key.push(c);
        }
    }
}

/// 9 for 0, 8 for 1, and so on: the same for its own result.
pub(super) fn nines_complement(digit: char) -> char {
    match digit.to_digit(10) {
        Some(value) => char::from_digit(9 - value, 10).unwrap_or(digit),
        None => digit,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::super::{KeyPart, PartText};
    use super::*;

    #[test]
    fn escapes_all_characters_up_to_percent_and_the_separator() {
        let all: String = ('\0'..='&').collect();
        let mut escaped = String::new();
        escape(&all, None, &mut escaped);
        let expected: String = (0..=0x25).map(|byte| format!("%{byte:02X}")).collect();
        assert_eq!(escaped, expected + "&");
        let mut escaped = String::new();
        escape("a:b|é", Some(':'), &mut escaped);
        assert_eq!(escaped, "a%3Ab|é");
    }

    #[test]
    fn refuses_what_no_key_may_contain() {
        for form in [PartForm::Sortable, PartForm::Raw] {
            assert_eq!(
                part_error(&"a\u{10FFFF}".to_owned(), form),
                "the character U+10FFFF cannot be part of a key: it marks the end of ranges"
            );
        }
        assert_eq!(
            part_error(&"a#b".to_owned(), PartForm::Raw),
            "text in a `:raw` part of a key must not contain its separator `#`; without `:raw` it is escaped"
        );
        assert_eq!(part_in(&"a $%".to_owned(), PartForm::Raw).unwrap(), "a $%");
    }

    #[test]
    fn pads_numbers_and_nothing_else() {
        assert_eq!(part_in(&42_u64, PartForm::Digits(8)).unwrap(), "00000042");
        assert_eq!(part_in(&-42_i64, PartForm::Digits(2)).unwrap(), "-57");
        assert_eq!(part_in(&7_u8, PartForm::Digits(50)).unwrap().len(), 50);
        assert_eq!(part_in(&-42_i64, PartForm::Raw).unwrap(), "-42");
        assert_eq!(
            part_error(&100_u8, PartForm::Digits(2)),
            "a number of more than 2 digits does not fit this part of the key"
        );
        assert_eq!(
            part_error(&0_u8, PartForm::Digits(0)),
            "a part of a key that is padded to 0 digits can hold no number: give it one digit or more"
        );
        for error in [
            part_error(&"1".to_owned(), PartForm::Digits(8)),
            part_error(&true, PartForm::Digits(8)),
        ] {
            assert_eq!(
                error,
                "only a whole number can be padded with `:08`, and this part of the key is text"
            );
        }
    }

    #[test]
    fn there_is_one_zero() {
        struct MinusZero;
        impl KeyPart for MinusZero {
            const MARKS: &'static str = "-";
            fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
                writer.number(true, 0, 2)
            }
            fn read_part(_: PartText<'_>) -> Result<Self> {
                Ok(Self)
            }
        }
        assert_eq!(part(&MinusZero), "00");
    }

    #[test]
    fn fixed_text_has_no_other_marks() {
        struct Wrong(&'static str);
        impl KeyPart for Wrong {
            const MARKS: &'static str = "-";
            fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
                writer.fixed(self.0)
            }
            fn read_part(_: PartText<'_>) -> Result<Self> {
                Ok(Self(""))
            }
        }
        assert_eq!(part(&Wrong("aZ-09")), "aZ-09");
        for text in ["#", "a.b", "é", " "] {
            for form in [PartForm::Sortable, PartForm::Raw] {
                assert_eq!(
                    part_error(&Wrong(text), form),
                    "this type wrote a character into a part of a key that is not among its `KeyPart::MARKS`: \
                     add it there, or write it with `PartWriter::text`"
                );
            }
        }
    }

    #[test]
    fn keeps_keys_out_of_debug() {
        let writer = &mut "hunter2".to_owned();
        let writer = PartWriter::new(writer, PartForm::Raw, None, "");
        assert_eq!(format!("{writer:?}"), "PartWriter { .. }");
    }
}
