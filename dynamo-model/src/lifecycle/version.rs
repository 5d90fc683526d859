//! What a write does to the version of an item, and what it expects of the one that is there.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::{AttributePath, Error, ErrorKind, Result};
use crate::expr::{Action, Comparison, Node, Test};
use crate::schema::{Entity, TableSchema, VersionNumber, VersionSchema};
use crate::value::{Number, Write};

/// The version that a write expects of the item that is there.
#[derive(Debug, Clone, Default)]
pub(crate) struct ExpectedVersion(Option<Expected>);

#[derive(Debug, Clone)]
struct Expected {
    /// 0 of an item that has none: it is not there, or was written before its model had versions.
    version: Number,
    /// Whether there is a version behind it.
    has_next: bool,
}

impl ExpectedVersion {
    /// That of no item.
    pub(crate) fn of_none() -> Self {
        Self(Some(Expected {
            version: Number::default(),
            has_next: true,
        }))
    }

    /// This version.
    pub(crate) fn new<V: VersionNumber>(mut version: V) -> Self {
        Self(Some(Expected {
            version: version.number(),
            has_next: version.advance(),
        }))
    }

    /// That of an item as it is stored.
    pub(crate) fn stored(schema: &TableSchema, item: &HashMap<String, AttributeValue>) -> Self {
        let Some(schema) = schema.version() else {
            return Self::default();
        };
        let version = item.get(schema.name());
        let version = version.and_then(number).unwrap_or_default();
        let has_next = !is_last(schema, &version);
        Self(Some(Expected { version, has_next }))
    }

    /// Whether the item that is there has another version.
    pub(crate) fn is_outdated(
        &self,
        schema: &TableSchema,
        stored: Option<&HashMap<String, AttributeValue>>,
    ) -> bool {
        let (Some(schema), Some(expected)) = (schema.version(), &self.0) else {
            return false;
        };
        match stored {
            Some(stored) => !expected.is(stored.get(schema.name())),
            None => !expected.is_none(),
        }
    }

    /// The version behind it, as an attribute.
    ///
    /// # Errors
    /// If there is none.
    pub(crate) fn next(&self, schema: &TableSchema) -> Result<Option<(String, AttributeValue)>> {
        let (Some(schema), Some(expected)) = (schema.version(), &self.0) else {
            return Ok(None);
        };
        let count: Option<i128> = expected.version.as_str().parse().ok();
        match count.filter(|_| expected.has_next) {
            Some(count) => {
                let next = AttributeValue::N((count + 1).to_string());
                Ok(Some((schema.name().to_owned(), next)))
            }
            None => Err(no_next(schema)),
        }
    }

    /// The condition of the write.
    pub(crate) fn condition(&self, schema: &TableSchema) -> Test {
        match (schema.version(), &self.0) {
            (Some(schema), Some(expected)) => expected.condition(&path(schema)),
            _ => Test::EMPTY,
        }
    }

    /// What a failed condition of the write means. The error carries the item that is there.
    pub(crate) fn explain(&self, schema: &TableSchema, error: Error) -> Error {
        let (Some(schema), Some(expected)) = (schema.version(), &self.0) else {
            return error;
        };
        if !error.is_condition_failed() {
            return error;
        }
        match error.stored_item().map(|item| item.get(schema.name())) {
            None if !expected.is_none() => error.understood_as(
                ErrorKind::NotFound,
                "there is no item under this key any more: it was deleted since this version of it was read",
            ),
            Some(found) if expected.is(found) => error,
            Some(_) if expected.is_none() => error
                .understood_as(
                    ErrorKind::VersionConflict,
                    "there is an item under this key already, and what is written has no version; read the item first",
                )
                .at(schema.name()),
            Some(_) => error
                .understood_as(
                    ErrorKind::VersionConflict,
                    "the item was written since this version of it was read; read it again, and then write",
                )
                .at(schema.name()),
            None => error,
        }
    }
}

impl Expected {
    fn is_none(&self) -> bool {
        self.version == Number::default()
    }

    fn condition(&self, path: &AttributePath) -> Test {
        let number = AttributeValue::N(self.version.as_str().to_owned());
        let is = Test::Compare(
            Node::Path(path.clone()),
            Comparison::Eq,
            Node::Value(Ok(Some(number))),
        );
        if self.is_none() {
            return Test::Any(vec![Test::NotExists(path.clone()), is]);
        }
        is
    }

    fn is(&self, found: Option<&AttributeValue>) -> bool {
        match found {
            Some(found) => number(found).is_some_and(|found| found == self.version),
            None => self.is_none(),
        }
    }
}

/// The item with the version that writing it whole gives it, and the version that has to be there before.
pub(crate) fn advanced<M: Entity + Clone>(
    item: &M,
    write: Write,
) -> Result<(Cow<'_, M>, ExpectedVersion)> {
    let mut item = Cow::Borrowed(item);
    let Some(schema) = M::SCHEMA.version() else {
        return Ok((item, ExpectedVersion::default()));
    };
    let mut expected = ExpectedVersion::default();
    if let Some(version) = item.to_mut().version_mut() {
        if write == Write::Creating {
            version.begin();
        } else {
            let before = version.number();
            if !version.advance() {
                return Err(no_next(schema));
            }
            expected = ExpectedVersion(Some(Expected {
                version: before,
                has_next: true,
            }));
        }
    }
    Ok((item, expected))
}

/// What an update does to the version, and the condition for it.
pub(crate) fn next_version(
    schema: &TableSchema,
    expected: &ExpectedVersion,
) -> Result<Option<(Action, Test)>> {
    let Some(schema) = schema.version() else {
        return Ok(None);
    };
    let constant =
        |number: u64| Box::new(Node::Value(Ok(Some(AttributeValue::N(number.to_string())))));
    let path = path(schema);
    let stored = Node::IfNotExists(path.clone(), constant(0));
    let next = Node::Plus(Box::new(stored), constant(1));
    let condition = match &expected.0 {
        Some(expected) if !expected.has_next => return Err(no_next(schema)),
        Some(expected) => expected.condition(&path),
        None if schema.is_small() => Test::Any(vec![
            Test::NotExists(path.clone()),
            Test::Compare(
                Node::Path(path.clone()),
                Comparison::Lt,
                *constant(schema.largest()),
            ),
        ]),
        None => Test::EMPTY,
    };
    Ok(Some((Action::Set(path, next), condition)))
}

/// The same error, unless an update has failed because there is no version behind the one that is there.
pub(crate) fn explain_last(schema: &TableSchema, error: Error) -> Error {
    let Some(schema) = schema.version().filter(|_| error.is_condition_failed()) else {
        return error;
    };
    let found = error.stored_item().and_then(|item| item.get(schema.name()));
    let found = found.and_then(number);
    if found.is_some_and(|found| is_last(schema, &found)) {
        return no_next(schema).with_source(error);
    }
    error
}

fn number(value: &AttributeValue) -> Option<Number> {
    match value {
        AttributeValue::N(digits) => digits.parse().ok(),
        _ => None,
    }
}

fn is_last(schema: VersionSchema, version: &Number) -> bool {
    *version >= Number::from(schema.largest())
}

fn path(schema: VersionSchema) -> AttributePath {
    AttributePath::new(schema.name())
}

fn no_next(schema: VersionSchema) -> Error {
    Error::encode(
        "the version of this item is the largest that its type has; make the field a `u64`",
    )
    .at(schema.name())
}
