//! Key attributes that are made of others by a template: `ORDER#{placed_at}#{order_id}`.

mod form;
mod range;
mod source;
mod split;
#[cfg(test)]
mod tests;

use std::fmt::{self, Write as _};

use aws_sdk_dynamodb::types::AttributeValue;

pub use self::source::{PartSource, PartValue};
pub use self::split::part_of;
use crate::error::{Error, Result};
use crate::schema::Field;
use crate::value::{KeyPart, PartForm, PartWriter};

/// The template of a key attribute: literals, and attributes between them.
#[derive(Clone, Copy)]
pub struct Template {
    /// The literal before the first part.
    head: &'static str,
    parts: &'static [Part],
}

/// An attribute in a template, and the literal behind it.
#[derive(Clone, Copy)]
pub struct Part {
    attribute: &'static str,
    form: PartForm,
    source: &'static dyn PartSource,
    marks: &'static str,
    tail: &'static str,
}

impl Part {
    /// The attribute that this field stores, followed by the literal `tail`.
    ///
    /// # Panics
    /// If the text of such a part could contain the beginning of `tail`. For a constant, that is while compiling.
    #[track_caller]
    pub const fn new<T: PartValue>(
        attribute: &'static str,
        field: &'static Field<T>,
        form: PartForm,
        tail: &'static str,
    ) -> Self {
        let clash = "the text of this type can contain the separator that follows it in the key";
        Self::optional(attribute, field, form, tail, clash)
    }

    /// The same with a message for a text that could contain the beginning of `tail`. Of the key of an index: it may be
    /// absent.
    ///
    /// # Panics
    /// As [`new`](Self::new), and marked where this is called.
    #[track_caller]
    pub const fn optional<T: PartValue>(
        attribute: &'static str,
        field: &'static Field<T>,
        form: PartForm,
        tail: &'static str,
        clash: &str,
    ) -> Self {
        check_marks(T::MARKS);
        check_separator(tail, T::MARKS, clash);
        Self {
            attribute,
            form,
            source: field,
            marks: T::MARKS,
            tail,
        }
    }

    /// The same for the key of the table, which is always there.
    ///
    /// # Panics
    /// As [`optional`](Self::optional).
    #[track_caller]
    pub const fn required<T: KeyPart>(
        attribute: &'static str,
        field: &'static Field<T>,
        form: PartForm,
        tail: &'static str,
        clash: &str,
    ) -> Self {
        Self::optional(attribute, field, form, tail, clash)
    }

    /// The stored name of the attribute.
    pub(crate) const fn attribute(&self) -> &'static str {
        self.attribute
    }

    fn write(
        &self,
        separator: Option<char>,
        stored: &AttributeValue,
        key: &mut String,
    ) -> Result<bool> {
        let mut writer = self.writer(separator, key);
        self.source
            .write(stored, &mut writer)
            .map_err(|error| error.at(self.attribute))
    }

    fn writer<'a>(&self, separator: Option<char>, key: &'a mut String) -> PartWriter<'a> {
        PartWriter::new(key, self.form, separator, self.marks)
    }
}

/// Escapes stand for everything up to `%`, and a text of marks and letters must be its own escaped form.
#[track_caller]
const fn check_marks(marks: &str) {
    let mut marks = marks.as_bytes();
    while let [mark, rest @ ..] = marks {
        assert!(
            mark.is_ascii_punctuation() && *mark > b'%',
            "the `KeyPart::MARKS` of this type must be ASCII punctuation behind `%`: write other characters with `PartWriter::text`"
        );
        marks = rest;
    }
}

/// A separator ends a part only if no text of the part can contain it.
#[track_caller]
const fn check_separator(tail: &str, marks: &str, clash: &str) {
    let [separator, ..] = tail.as_bytes() else {
        return;
    };
    assert!(
        separator.is_ascii() && !separator.is_ascii_alphanumeric(),
        "what follows a part of a key must begin with an ASCII character that is neither a letter nor a digit, such as `#`"
    );
    assert!(
        *separator != b'%',
        "`%` cannot follow a part of a key: escapes begin with it; take another separator, such as `#`"
    );
    let mut marks = marks.as_bytes();
    while let [mark, rest @ ..] = marks {
        assert!(*mark != *separator, "{}", clash);
        marks = rest;
    }
}

/// An ASCII character that is neither a letter nor a digit.
fn punctuation(c: Option<char>) -> Option<char> {
    c.filter(|c| c.is_ascii() && !c.is_ascii_alphanumeric())
}

#[allow(clippy::missing_errors_doc)] // those of the parts, at their attribute, and too many values
impl Template {
    /// The literal `head`, then the parts with the literals between them. The slice lives long enough if it is a constant
    /// of its own: `const { &[Part::new(..)] }`.
    ///
    /// # Panics
    /// If there is nothing in it, or nothing between two parts. For a constant, that is while compiling.
    pub const fn new(head: &'static str, parts: &'static [Part]) -> Self {
        assert!(
            !head.is_empty() || !parts.is_empty(),
            "the template of a key must not be empty"
        );
        let mut rest = parts;
        while let [part, behind @ ..] = rest {
            assert!(
                !part.tail.is_empty() || behind.is_empty(),
                "two parts of a key must have a separator between them, such as `#`"
            );
            rest = behind;
        }
        Self { head, parts }
    }

    /// The literal before the first part.
    pub(crate) fn head(&self) -> &'static str {
        self.head
    }

    /// The attributes that it is made of.
    pub(crate) fn names(&self) -> impl ExactSizeIterator<Item = &'static str> + use<> {
        self.parts.iter().map(Part::attribute)
    }

    /// The template as it was written: `ORDER#{placed_at}#{order_id}`.
    pub(crate) fn shape(&self) -> String {
        self.to_string()
    }

    /// The whole text from the values of all parts. `None` if one of them is absent.
    pub(crate) fn join(&self, values: &[Option<AttributeValue>]) -> Result<Option<String>> {
        if values.len() != self.parts.len() {
            return Err(self.wrong_count(values.len()));
        }
        let mut key = String::from(self.head);
        for ((part, separator), value) in self.separated().zip(values) {
            let is_there = match value {
                Some(value) => part.write(separator, value, &mut key)?,
                None => false,
            };
            if !is_there {
                return Ok(None);
            }
            key.push_str(part.tail);
        }
        Ok(Some(key))
    }

    /// The beginning that these values of the first parts make, with the literal behind the last of them: it ends
    /// with a separator, so that it is no beginning of a longer value. With all parts, it is the whole text.
    pub(crate) fn prefix(&self, values: &[AttributeValue]) -> Result<String> {
        let (mut key, tail) = self.begin(values)?;
        key.push_str(tail);
        Ok(key)
    }

    /// The beginning that these values make, with the next part begun by this text.
    pub(crate) fn prefix_text(&self, values: &[AttributeValue], beginning: &str) -> Result<String> {
        let mut key = self.prefix(values)?;
        let Some((part, separator)) = self.separated().nth(values.len()) else {
            return Err(Error::invalid(format!(
                "all parts of the key `{self}` have a value, and none is left to begin with a text"
            )));
        };
        part.writer(separator, &mut key)
            .beginning(beginning)
            .map_err(|error| error.at(part.attribute))?;
        Ok(key)
    }

    /// The text up to the last of these values of the first parts, and the literal behind it.
    fn begin(&self, values: &[AttributeValue]) -> Result<(String, &'static str)> {
        if values.len() > self.parts.len() {
            return Err(self.wrong_count(values.len()));
        }
        let mut key = String::from(self.head);
        let mut tail = "";
        for ((part, separator), value) in self.separated().zip(values) {
            key.push_str(tail);
            if !part.write(separator, value, &mut key)? {
                let absent = Error::encode("a part of a key must not be absent");
                return Err(absent.at(part.attribute));
            }
            tail = part.tail;
        }
        Ok((key, tail))
    }

    fn wrong_count(&self, values: usize) -> Error {
        let parts = self.parts.len();
        Error::invalid(format!(
            "the key `{self}` has {parts} parts, and {values} values were given"
        ))
    }

    /// The parts, each with the character that its text must not contain: the first of the literal behind it, or for
    /// the last part the one before it. Without the latter, the key `A:{x}` could look like one of `A:{x}:{y}`.
    fn separated(&self) -> impl Iterator<Item = (&'static Part, Option<char>)> + use<> {
        let mut before = punctuation(self.head.chars().last());
        self.parts.iter().map(move |part| {
            let behind = part.tail.chars().next();
            // The marks of a type are checked against what is behind its part only.
            let opening = before.filter(|c| !part.marks.contains(*c));
            before = punctuation(part.tail.chars().last()).or(behind);
            (part, behind.or(opening))
        })
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        literal(self.head, f)?;
        self.parts.iter().try_for_each(|part| part.fmt(f))
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.form {
            PartForm::Sortable => write!(f, "{{{}}}", self.attribute)?,
            PartForm::Raw => write!(f, "{{{}:raw}}", self.attribute)?,
            PartForm::Digits(width) => write!(f, "{{{}:0{width}}}", self.attribute)?,
        }
        literal(self.tail, f)
    }
}

/// Braces stand twice in a literal, as in a format string.
fn literal(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    text.chars().try_for_each(|c| match c {
        '{' | '}' => write!(f, "{c}{c}"),
        _ => f.write_char(c),
    })
}

impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Template({:?})", self.to_string())
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Part({:?})", self.to_string())
    }
}
