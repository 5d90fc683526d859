//! From the stored form of an attribute to its text in a key, and back.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::{Error, Result};
use crate::schema::Field;
use crate::value::{AvReader, KeyPart, PartText, PartWriter};

/// What can be a part of the key of an index: a [`KeyPart`], or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be part of a key",
    label = "has no text for a key",
    note = "strings, whole numbers, booleans, UUIDs, points in time, dates and times of day can, and in the key of an index an `Option` of one of these",
    note = "an enum of names or a newtype of these can with `#[derive(Clone, Document)]`; for another type, implement `dynamo_model::value::KeyPart`"
)]
pub trait PartValue: Sized {
    /// Those of its [`KeyPart`].
    const MARKS: &'static str;

    /// The value, unless it is absent.
    fn part(&self) -> Option<&impl KeyPart>;

    /// Reads the text of a part.
    ///
    /// # Errors
    /// Those of its [`KeyPart`].
    fn read(text: PartText<'_>) -> Result<Self>;
}

impl<T: KeyPart> PartValue for T {
    const MARKS: &'static str = T::MARKS;

    fn part(&self) -> Option<&impl KeyPart> {
        Some(self)
    }

    fn read(text: PartText<'_>) -> Result<Self> {
        T::read_part(text)
    }
}

impl<T: KeyPart> PartValue for Option<T> {
    const MARKS: &'static str = T::MARKS;

    fn part(&self) -> Option<&impl KeyPart> {
        self.as_ref()
    }

    fn read(text: PartText<'_>) -> Result<Self> {
        T::read_part(text).map(Some)
    }
}

/// A field whose values are parts of a key, whatever its type is.
pub trait PartSource: Send + Sync {
    /// Writes the text of a value in the stored form of this field. `false` if there is none, for the value is absent.
    ///
    /// # Errors
    /// If this is not a stored form of this field, or the value has no text.
    fn write(&self, stored: &AttributeValue, writer: &mut PartWriter<'_>) -> Result<bool>;

    /// The stored form of the value that has this text.
    ///
    /// # Errors
    /// If it is not the text of a value of this field.
    fn read(&self, text: PartText<'_>) -> Result<AttributeValue>;
}

impl<T: PartValue> PartSource for Field<T> {
    fn write(&self, stored: &AttributeValue, writer: &mut PartWriter<'_>) -> Result<bool> {
        match self.decode(&mut AvReader::new(stored))?.part() {
            Some(value) => match value.write_part(writer) {
                Ok(()) => Ok(true),
                Err(error) => Err(self.discreet(error)),
            },
            None => Ok(false),
        }
    }

    fn read(&self, text: PartText<'_>) -> Result<AttributeValue> {
        let value = T::read(text).map_err(|error| self.discreet(error))?;
        let value = self.key_input(&value)?;
        value.ok_or_else(Error::missing)
    }
}
