//! One field of a struct as data: its stored name and its codec.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{AttributeSchema, KeySchema};
use crate::error::{Error, Result};
use crate::value::av::AvWriter;
use crate::value::kind::Kind;
use crate::value::{AttributeType, Codec, Reader, Writer};

/// The stored name of a field of type `T`, and how its value is read and written.
///
/// Derives put one of these for each field into a constant, and nothing else in what they generate names the codec:
/// a type that cannot be stored is then one mistake, reported once.
#[derive(Clone, Copy)]
pub struct Field<T> {
    name: &'static str,
    attribute_type: Option<AttributeType>,
    decode: fn(&mut dyn Reader<'_>) -> Result<T>,
    encode: fn(&T, &mut dyn Writer) -> Result<()>,
    absent: fn() -> Result<T>,
    is_absent: fn(&T) -> bool,
    required: fn() -> bool,
}

impl<T> fmt::Debug for Field<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Field").field(&self.name).finish()
    }
}

#[allow(clippy::missing_errors_doc)] // those of the codec
impl<T> Field<T> {
    /// The field of this stored name and codec.
    pub const fn new<C: Codec<T>>(name: &'static str) -> Self {
        Self {
            name,
            attribute_type: <C::Kind as Kind>::TYPE,
            decode: C::decode,
            encode: C::encode,
            absent: C::absent,
            is_absent: C::is_absent,
            required: || C::absent().is_err(),
        }
    }

    /// The same field with a default for when it is absent: an item need not have it.
    #[must_use]
    pub const fn with_default(mut self) -> Self {
        self.required = || false;
        self
    }

    /// The attribute as the schema knows it.
    pub const fn schema(&self) -> AttributeSchema {
        AttributeSchema {
            name: self.name,
            attribute_type: self.attribute_type,
            required: self.required,
        }
    }

    /// The attribute as a key of the schema. Only for a `KeyAttribute`, which has a type.
    pub const fn key(&self) -> KeySchema {
        match self.attribute_type {
            Some(key_type) => KeySchema::new(self.name, key_type),
            None => KeySchema::NONE,
        }
    }

    /// Its stored name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Reads its value.
    pub fn read(&self, reader: &mut dyn Reader<'_>) -> Result<T> {
        (self.decode)(reader).map_err(|error| error.at(self.name))
    }

    /// Takes what was read out of its slot, or what stands for an absent attribute.
    pub fn take(&self, slot: Option<T>) -> Result<T> {
        match slot {
            Some(value) => Ok(value),
            None => (self.absent)().map_err(|error| error.at(self.name)),
        }
    }

    /// Writes its name and value into the map that has been begun, unless it is absent.
    pub fn write(&self, value: &T, writer: &mut dyn Writer) -> Result<()> {
        if (self.is_absent)(value) {
            return Ok(());
        }
        writer.key(self.name)?;
        (self.encode)(value, writer).map_err(|error| error.at(self.name))
    }

    /// Reads a value that has no name.
    pub fn decode(&self, reader: &mut dyn Reader<'_>) -> Result<T> {
        (self.decode)(reader)
    }

    /// Writes a value that has no name.
    pub fn encode(&self, value: &T, writer: &mut dyn Writer) -> Result<()> {
        (self.encode)(value, writer)
    }

    /// What a missing value without a name reads as.
    pub fn absent(&self) -> Result<T> {
        (self.absent)()
    }

    /// Whether a value without a name is absent.
    pub fn is_absent(&self, value: &T) -> bool {
        (self.is_absent)(value)
    }

    /// Reads the element at `index` of the list that has been entered.
    pub fn element(&self, reader: &mut dyn Reader<'_>, index: usize) -> Result<T> {
        if !reader.next_element()? {
            return Err(Error::missing().at(index));
        }
        (self.decode)(reader).map_err(|error| error.at(index))
    }

    /// The value as the SDK has it, for keys; `None` if it is absent.
    pub fn key_input(&self, value: &T) -> Result<Option<AttributeValue>> {
        if (self.is_absent)(value) {
            return Ok(None);
        }
        let mut writer = AvWriter::new();
        let written = (self.encode)(value, &mut writer);
        written
            .and_then(|()| writer.finish())
            .map(Some)
            .map_err(|error| error.at(self.name))
    }
}
