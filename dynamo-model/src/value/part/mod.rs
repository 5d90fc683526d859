//! Values as parts of a templated key, such as `ORDER#{placed_at}#{order_id}`.
//!
//! The text of a part sorts as its values do, and cannot be taken for the literals around it. Both hold for whole keys as
//! well if the part is followed by `#`, or by another character before `%` in ASCII: no text of a part has a character
//! before `%`, so that a shorter text sorts before a longer one that begins with it.

#[cfg(test)]
pub(crate) mod testing;
mod text;
mod types;
mod writer;

pub use self::text::PartText;
pub use self::writer::PartWriter;
use crate::error::Result;

/// The end of every range: it sorts behind all other characters, and no part of a key contains it.
pub(crate) const LAST: char = char::MAX;

/// A type that can be a part of a templated key: `#[dynamo(sort_key = "ORDER#{placed_at}#{order_id}")]`.
///
/// | Type | Text | Sorts |
/// |---|---|---|
/// | `String`, `Box<str>`, `Arc<str>`, `Cow<str>`, `char` | as it is, with `%23` for `#` and the like | as strings do, see below |
/// | integers and `NonZero` ones | all digits of the type: 42 is `00042` as a `u16`; -1 is `-99998` as an `i16` | as numbers do |
/// | `bool` | `false`, `true` | `false` first |
/// | `Uuid` | hyphenated, in lower case | as UUIDs do |
/// | `SystemTime` and the instants of `chrono` and `time` | `2026-01-31T09:30:00.000000000Z` | by time |
/// | the dates and times of day of `chrono` and `time` | as they are stored | by time |
///
/// `#[derive(Clone, Document)]` implements it for an enum of names, and for a newtype of one of these. An `Option` of these can be
/// a part of the key of an index: an item where it is `None` is not in the index.
///
/// # The order of strings
///
/// In a string, all characters up to `%` (`#`, space and control characters among them) are written as `%` and two
/// hexadecimal digits, and so is the separator: the first character of the literal behind the part, or for the last part
/// the one before it. So a string cannot end its part early, and reads back as it was.
///
/// If the separator is one of these characters anyway, as `#` is, keys sort exactly as the tuples of their parts. Behind
/// a separator such as `:` or `|` they do not: of two strings where one begins with the other, the longer may come first,
/// and so may one that contains the separator. Parts of a fixed width sort exactly with every separator.
///
/// # Forms
///
/// `{name:raw}` writes strings as they are and numbers without zeros, for keys that others write too. Strings that contain
/// the separator are refused, and numbers do not sort. `{n:08}` pads a number to 8 digits rather than to those of its type;
/// a number with more digits is refused.
///
/// # For a type of your own
///
/// Mostly, another type has the text already:
///
/// ```
/// use dynamo_model::Result;
/// use dynamo_model::value::{KeyPart, PartText, PartWriter};
///
/// /// The version of a document. The newest sorts first.
/// struct Version(u32);
///
/// impl KeyPart for Version {
///     const MARKS: &'static str = u32::MARKS;
///
///     fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
///         (u32::MAX - self.0).write_part(writer)
///     }
///
///     fn read_part(text: PartText<'_>) -> Result<Self> {
///         u32::read_part(text).map(|number| Self(u32::MAX - number))
///     }
/// }
/// ```
///
/// Otherwise it is written and read by the methods of [`PartWriter`] and [`PartText`]:
///
/// ```
/// use dynamo_model::{Error, Result};
/// use dynamo_model::value::{KeyPart, PartText, PartWriter};
///
/// /// A quarter of a year: `2026-Q1`.
/// struct Quarter { year: u16, quarter: u8 }
///
/// impl KeyPart for Quarter {
///     const MARKS: &'static str = "-";
///
///     fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
///         writer.fixed(&format!("{:04}-Q{}", self.year, self.quarter))
///     }
///
///     fn read_part(text: PartText<'_>) -> Result<Self> {
///         text.fixed()
///             .split_once("-Q")
///             .and_then(|(year, quarter)| {
///                 Some(Self { year: year.parse().ok()?, quarter: quarter.parse().ok()? })
///             })
///             .ok_or_else(|| Error::decode("expected a quarter such as `2026-Q1`"))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be part of a key",
    label = "has no text for a key",
    note = "strings, whole numbers, booleans, UUIDs, points in time, dates and times of day can",
    note = "an enum of names or a newtype of these can with `#[derive(Clone, Document)]`; for another type, implement `dynamo_model::value::KeyPart`",
    note = "an `Option` can only be part of the key of an index"
)]
pub trait KeyPart: Sized {
    /// The punctuation that texts of this type contain beside ASCII letters and digits, such as `-` for a date.
    ///
    /// A template in which one of these follows the part does not compile. They must be ASCII, and behind `%`. Text that
    /// is written with [`PartWriter::text`] needs none: it is escaped.
    const MARKS: &'static str;

    /// Writes the text of this part.
    ///
    /// # Errors
    /// If this value has no such text: [`Error::encode`](crate::Error::encode) says why.
    fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()>;

    /// Reads the text of this part.
    ///
    /// # Errors
    /// If the text is not that of such a value: [`Error::decode`](crate::Error::decode) says what is expected.
    fn read_part(text: PartText<'_>) -> Result<Self>;
}

/// How a part of a templated key is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PartForm {
    /// `{name}`: so that keys sort as values do, and no value can be taken for a literal.
    #[default]
    Sortable,
    /// `{name:raw}`: strings as they are, numbers without zeros.
    Raw,
    /// `{name:08}`: a number of at most so many digits, filled up with zeros.
    Digits(u8),
}
