//! What an item has to be for an update to keep it whole, besides the user's own condition.

use aws_sdk_dynamodb::types::AttributeValue;

use super::Attributes;
use crate::error::{AttributePath, Choice, Error, ErrorKind, Segment};
use crate::expr::Test;

/// What an item has to be for an update to keep it whole.
#[derive(Debug, Clone)]
pub(crate) enum Guard {
    /// A field that is set if it is not there, and a key attribute that is made of it: the one is there exactly if the other is.
    ///
    /// In an item from before the index this does not hold, and the key attribute would be made of a value that the field does not
    /// get.
    Together {
        field: AttributePath,
        key: &'static str,
    },
    /// An attribute that is changed in place is not stored under one of its older names alone.
    OwnName {
        own: AttributePath,
        older: Vec<AttributePath>,
    },
    /// An attribute that is read is stored under one of these names, its own first.
    SomeName(Vec<AttributePath>),
}

impl Guard {
    /// An attribute by its choices of names, its own first.
    pub(crate) fn own_name(choices: Vec<Choice>) -> Option<Self> {
        let mut steps = choices.into_iter().map(|choice| choice.step);
        Some(Self::OwnName {
            own: steps.next()?,
            older: steps.collect(),
        })
    }

    /// What the item has to be.
    pub(crate) fn condition(&self) -> Test {
        match self {
            Self::Together { field, key } => Test::Any(vec![
                Test::NotExists(field.clone()),
                Test::Exists(AttributePath::new(*key)),
            ]),
            Self::OwnName { own, older } => {
                let older = older.iter().cloned().map(Test::NotExists);
                Test::Any(vec![
                    Test::Exists(own.clone()),
                    older.fold(Test::EMPTY, Test::and),
                ])
            }
            Self::SomeName(names) => Test::Any(names.iter().cloned().map(Test::Exists).collect()),
        }
    }

    /// The same error, if it is not for this guard. Otherwise it says so.
    pub(crate) fn explain(&self, error: Error) -> Error {
        let failed = |item: &Attributes| match self {
            Self::Together { field, key } => {
                let mut names = field.alternatives().into_iter();
                names.any(|name| is_there(item, &name)) && !item.contains_key(*key)
            }
            Self::OwnName { own, older } => {
                !is_there(item, own) && older.iter().any(|name| is_there(item, name))
            }
            Self::SomeName(names) => !names.iter().any(|name| is_there(item, name)),
        };
        if !error.is_condition_failed() || !error.stored_item().is_some_and(failed) {
            return error;
        }
        match self {
            Self::Together { key, .. } => error
                .understood_as(
                    ErrorKind::ConditionFailed,
                    "the stored item lacks this key attribute, though it has the field that makes it: it was written before there \
                     was such an index, or by another program; `put` the whole item once, or `set` the field instead of \
                     `set_if_not_exists`",
                )
                .at(*key),
            Self::OwnName { own, .. } => error
                .understood_as(
                    ErrorKind::ConditionFailed,
                    "the stored item has this attribute under an older name, and it can't be changed in place there; `put` the whole \
                     item once, or `set` the whole attribute, which moves it to its own name",
                )
                .at_path(Some(own)),
            Self::SomeName(names) => error
                .understood_as(
                    ErrorKind::ConditionFailed,
                    "the stored item lacks this attribute, whose value is wanted; say with `if_not_exists` what to take then",
                )
                .at_path(names.first()),
        }
    }
}

/// Whether an item has something at this path.
fn is_there(item: &Attributes, path: &AttributePath) -> bool {
    let mut segments = path.segments().into_iter();
    let Some(Segment::Name(first)) = segments.next() else {
        return false;
    };
    let found = segments.try_fold(item.get(first.as_ref()), |at, segment| {
        Some(Some(match (segment, at?) {
            (Segment::Name(name), AttributeValue::M(entries)) => entries.get(name.as_ref())?,
            (Segment::Index(index), AttributeValue::L(elements)) => elements.get(*index)?,
            _ => return None,
        }))
    });
    found.flatten().is_some()
}
