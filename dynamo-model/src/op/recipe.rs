//! Attributes that are made of others: how, and what is said where that can't be done.

use aws_sdk_dynamodb::types::AttributeValue;

use super::guard::Guard;
use crate::error::{AttributePath, Error, Result};
use crate::schema::{KeySchema, TableSchema, Template, not_empty};
use crate::value::Combined;

/// How an attribute is made of others.
pub(crate) enum Recipe {
    /// The key attribute of an index, by its template.
    Key {
        key: KeySchema,
        template: &'static Template,
        schema: &'static TableSchema,
    },
    /// A combined attribute of an item, or of a document in it.
    Combined {
        of: Option<AttributePath>,
        combined: &'static Combined,
    },
}

impl Recipe {
    /// What is made.
    pub(crate) fn attribute(&self) -> AttributePath {
        match self {
            Self::Key { key, .. } => AttributePath::new(key.name()),
            Self::Combined { of, combined } => beside(of.as_ref(), combined.name()),
        }
    }

    /// What it is made of.
    pub(crate) fn sources(&self) -> Vec<AttributePath> {
        match self {
            Self::Key { template, .. } => template.names().map(AttributePath::new).collect(),
            Self::Combined { of, combined } => {
                let sources = combined.sources().iter();
                sources.map(|name| beside(of.as_ref(), name)).collect()
            }
        }
    }

    /// Whether nothing is made if one of its sources is absent.
    pub(crate) fn needs_all(&self) -> bool {
        matches!(self, Self::Key { .. })
    }

    /// What is made of these values; `None` if it is then absent.
    pub(crate) fn make(&self, values: &[Option<AttributeValue>]) -> Result<Option<AttributeValue>> {
        match self {
            Self::Key { key, template, .. } => {
                let text = template.join(values)?.map(AttributeValue::S);
                if let Some(text) = &text {
                    not_empty(text).map_err(|error| error.at(key.name()))?;
                }
                Ok(text)
            }
            Self::Combined { combined, .. } => Ok(combined.stored(values)),
        }
    }

    /// What makes sure that an attribute and its only changed source, which is set if it is not there, are there together. `None` if
    /// the attribute can be there without it.
    pub(crate) fn guard(&self, source: &AttributePath) -> Option<Guard> {
        match self {
            Self::Key { key, schema, .. } => {
                let mut attributes = schema.attributes();
                let declared = attributes.find(|known| source.is_attribute(known.name()));
                let aliases = declared.map(|declared| declared.aliases());
                Some(Guard::Together {
                    field: source.clone().__or_named(aliases.unwrap_or_default()),
                    key: key.name(),
                })
            }
            Self::Combined { .. } => None,
        }
    }

    /// The error for a source of which nothing is known.
    pub(crate) fn unknown(&self, source: &AttributePath) -> Error {
        let how = match self {
            Self::Key { template, .. } => template.shape(),
            Self::Combined { combined, .. } => combined.sources().join(", "),
        };
        Error::invalid(format!(
            "{} is made of this field too (`{how}`), and would be stale: `set` it in the same change, or say in the condition what it \
             is, with `eq` or `not_exists`, which then makes sure of it",
            self.named(),
        ))
        .at_path(Some(source))
    }

    /// The error for a source that becomes what only DynamoDB knows.
    pub(crate) fn not_computable(&self, source: &AttributePath) -> Error {
        Error::invalid(format!(
            "{} is made of this field, and what it will be is not known before DynamoDB computes it: `set` it to a value",
            self.named()
        ))
        .at_path(Some(source))
    }

    fn named(&self) -> String {
        match self {
            Self::Key { key, .. } => format!("the key attribute `{}`", key.name()),
            Self::Combined { .. } => format!("the combined attribute `{}`", self.attribute()),
        }
    }
}

fn beside(of: Option<&AttributePath>, name: &'static str) -> AttributePath {
    match of {
        Some(document) => document.clone().child(name),
        None => AttributePath::new(name),
    }
}
