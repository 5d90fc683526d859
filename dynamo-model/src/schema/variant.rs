//! Helpers for derived enums: how the variant is told, and what its content is.

#![allow(clippy::missing_errors_doc)] // those of reading and writing

use std::borrow::Cow;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use super::shape::deny;
use crate::error::{Error, Result};
use crate::value::av::AvReader;
use crate::value::{Reader, Writer};

/// The name of a variant that an error may show. A longer one is taken for data.
const LONGEST_SHOWN: usize = 64;

/// The error for the name of a variant that the enum does not have.
pub fn unknown_variant(found: &str, known: &[&str]) -> Error {
    let known = known.join("`, `");
    Error::decode(if found.chars().count() <= LONGEST_SHOWN {
        format!("unknown variant `{found}`, expected one of `{known}`")
    } else {
        format!("unknown variant, expected one of `{known}`")
    })
}

/// The name of the variant that the map ahead holds under `tag`.
pub fn read_tag<'de>(reader: &mut dyn Reader<'de>, tag: &'static str) -> Result<Cow<'de, str>> {
    reader
        .peek_str(tag)?
        .ok_or_else(|| Error::missing().at(tag))
}

/// Begins a map of `len` more attributes with the name of the variant.
pub fn begin_tagged(
    writer: &mut dyn Writer,
    tag: &'static str,
    variant: &'static str,
    len: usize,
) -> Result<()> {
    writer.begin_map(len + 1)?;
    writer.key(tag)?;
    writer.str(variant)
}

/// Reads a map attribute by attribute: all but `tag`, as far as `attribute` takes them.
pub fn read_map(
    reader: &mut dyn Reader<'_>,
    tag: Option<&str>,
    attribute: &mut dyn FnMut(&str, &mut dyn Reader<'_>) -> Result<bool>,
) -> Result<()> {
    reader.enter_map()?;
    while let Some(name) = reader.next_key()? {
        if tag == Some(&*name) || !attribute(&name, reader)? {
            reader.skip()?;
        }
    }
    Ok(())
}

/// Reads what a map holds under `content`; `None` if there is no such attribute.
pub fn decode_content<T>(
    reader: &mut dyn Reader<'_>,
    content: &'static str,
    decode: fn(&mut dyn Reader<'_>) -> Result<T>,
) -> Result<Option<T>> {
    let mut found = None;
    read_map(reader, None, &mut |name, reader| {
        if name != content {
            return Ok(false);
        }
        found = Some(decode(reader).map_err(|error| error.at(content))?);
        Ok(true)
    })?;
    Ok(found)
}

/// The same of a map that must not hold anything else but its `tag`.
pub fn decode_only_content<T>(
    reader: &mut dyn Reader<'_>,
    tag: &'static str,
    content: &'static str,
    decode: fn(&mut dyn Reader<'_>) -> Result<T>,
) -> Result<Option<T>> {
    let mut found = None;
    read_map(reader, Some(tag), &mut |name, reader| {
        if name != content {
            return deny(name);
        }
        found = Some(decode(reader).map_err(|error| error.at(content))?);
        Ok(true)
    })?;
    Ok(found)
}

/// Leaves the list whose `len` elements have been read.
pub fn end_list(reader: &mut dyn Reader<'_>, len: usize) -> Result<()> {
    if reader.next_element()? {
        return Err(Error::decode(format!(
            "expected a list of {len} elements, found more"
        )));
    }
    Ok(())
}

/// The tries to read an untagged enum as one of its variants.
pub struct Tries {
    value: AttributeValue,
    is_raw: bool,
    failures: Vec<String>,
}

impl fmt::Debug for Tries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The value stays out: it is the application's data.
        f.debug_struct("Tries").finish_non_exhaustive()
    }
}

impl Tries {
    /// Takes the value ahead.
    pub fn new(reader: &mut dyn Reader<'_>) -> Result<Self> {
        Ok(Self {
            is_raw: reader.is_raw(),
            value: reader.value()?,
            failures: Vec::new(),
        })
    }

    /// Reads the value as this variant, if it fits.
    pub fn read<T>(
        &mut self,
        variant: &'static str,
        decode: fn(&mut dyn Reader<'_>) -> Result<T>,
    ) -> Option<T> {
        // Which variant fits is told by the constants in it too.
        let mut reader = match self.is_raw {
            true => AvReader::raw(&self.value).strict(),
            false => AvReader::new(&self.value),
        };
        decode(&mut reader)
            .map_err(|error| self.failures.push(format!("`{variant}` ({error})")))
            .ok()
    }

    /// The error if none did.
    pub fn error(self) -> Error {
        Error::decode(format!("no variant fits: {}", self.failures.join(", ")))
    }
}
