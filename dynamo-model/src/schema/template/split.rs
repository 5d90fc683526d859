//! Taking the text of a key apart.

use aws_sdk_dynamodb::types::AttributeValue;

use super::Template;
use crate::error::{Error, Result};
use crate::schema::Field;
use crate::value::{KeyPart, PartText};

impl Template {
    /// The text of one part of a stored key.
    pub(crate) fn read<'a>(&self, attribute: &str, text: &'a str) -> Result<PartText<'a>> {
        let parts = self.split(text).ok_or_else(|| self.mismatch())?;
        self.names()
            .zip(parts)
            .find_map(|(name, part)| (name == attribute).then_some(part))
            .ok_or_else(|| Error::decode(format!("the key `{self}` has no part `{attribute}`")))
    }

    /// The attributes that a stored key is made of, in their stored form.
    pub(crate) fn take_apart(&self, text: &str) -> Result<Vec<(&'static str, AttributeValue)>> {
        let parts = self.split(text).ok_or_else(|| self.mismatch())?;
        let read = |(part, text): (&super::Part, _)| {
            let value = part.source.read(text);
            Ok((
                part.attribute,
                value.map_err(|error| error.at(part.attribute))?,
            ))
        };
        self.parts.iter().zip(parts).map(read).collect()
    }

    /// Whether this template can have written such a key, as far as its literals tell: a part may still not read as
    /// its type.
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.split(text).is_some_and(|texts| {
            self.separated()
                .zip(texts)
                .all(|((_, separator), text)| text.is_as_written(separator))
        })
    }

    fn mismatch(&self) -> Error {
        Error::decode(format!("this key is not of the form `{self}`"))
    }

    /// The texts between the literals. `None` if the literals are not there, or the last part goes on behind a separator.
    fn split<'a>(&self, text: &'a str) -> Option<Vec<PartText<'a>>> {
        let mut rest = text.strip_prefix(self.head)?;
        let mut texts = Vec::with_capacity(self.parts.len());
        for (part, separator) in self.separated() {
            // No part contains its separator, so that the first one ends it.
            let end = separator.and_then(|separator| rest.find(separator));
            let (own, behind) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
            texts.push(PartText::new(own, part.form));
            rest = behind.strip_prefix(part.tail)?;
        }
        rest.is_empty().then_some(texts)
    }
}

/// Reads one part of a stored key, for generated code.
///
/// # Errors
/// If the key is not of the form of its template, or the part does not read as a `T`.
pub fn part_of<T: KeyPart>(template: &Template, field: &Field<T>, text: &str) -> Result<T> {
    T::read_part(template.read(field.name(), text)?)
        .map_err(|error| field.discreet(error).at(field.name()))
}
