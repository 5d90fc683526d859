//! What an update writes by itself: stamps, what is forced, and what an item has from its beginning.

use std::time::SystemTime;

use crate::error::{AttributePath, Error, Result};
use crate::expr::{Action, Node};
use crate::schema::{AttributeSchema, KeySchema, Schema, When};

/// The actions that these actions of a user lack. They touch nothing that the user's do: DynamoDB changes an attribute once.
pub(crate) fn upkeep<M: Schema>(
    actions: &[Action],
    may_be_new: bool,
    now: SystemTime,
) -> Result<Vec<Action>> {
    // A key is never changed, and of a new item it is given.
    let primary = M::SCHEMA.primary();
    let of_key: Vec<_> = primary.keys().flat_map(KeySchema::inputs).collect();
    let mut more = Vec::new();
    for attribute in M::SCHEMA.attributes() {
        if !of_key.contains(&attribute.name()) {
            more.extend(of_attribute(attribute, actions, may_be_new, now)?);
        }
    }
    Ok(more)
}

fn of_attribute(
    attribute: AttributeSchema,
    actions: &[Action],
    may_be_new: bool,
    now: SystemTime,
) -> Result<Option<Action>> {
    let Some(upkeep) = attribute.upkeep() else {
        return Ok(None);
    };
    let path = AttributePath::new(attribute.name());
    let is_touched = actions
        .iter()
        .any(|action| path.is_prefix_of(action.path()));
    match upkeep.when() {
        When::Forced if is_touched => {
            return Err(Error::invalid(
                "every update writes this attribute by itself, for the model says `force`; remove it from the change",
            )
            .at(attribute.name()));
        }
        When::Always | When::IfAbsent if is_touched => return Ok(None),
        When::IfAbsent if !may_be_new => return Ok(None),
        When::Forced | When::Always | When::IfAbsent => {}
    }
    let value = upkeep.value(now)?;
    Ok(match (upkeep.when(), value) {
        (When::IfAbsent, None) => None,
        (When::IfAbsent, value) => {
            let value = Box::new(Node::Value(Ok(value)));
            Some(Action::Set(path.clone(), Node::IfNotExists(path, value)))
        }
        (When::Forced | When::Always, None) => Some(Action::Remove(path)),
        (When::Forced | When::Always, value) => Some(Action::Set(path, Node::Value(Ok(value)))),
    })
}
