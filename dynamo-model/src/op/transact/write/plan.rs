//! What a transaction sends: the writes that were given, and the guards of unique attributes.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::TransactWriteItem;

use crate::client::SEVERAL;
use crate::error::{Error, ErrorKind, Result};
use crate::op::unique::GuardItem;
use crate::op::write::{Step, StepAction, size_of};
use crate::schema::Identity;
use crate::wire;

/// DynamoDB's limits:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html>.
const MOST_ITEMS: usize = 100;
const LARGEST: usize = 4 * 1024 * 1024;

/// The items of a transaction, in the order in which they are sent.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) entries: Vec<Entry>,
}

/// An item of a transaction, and which write it is for.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) item: TransactWriteItem,
    /// The position of the write among those that were given.
    pub(crate) position: usize,
    pub(crate) role: Role,
}

/// What an item of a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It is the write itself.
    Write,
    /// It takes the value of this unique attribute.
    Takes(&'static str),
    /// It gives up what this unique attribute was.
    GivesUp(&'static str),
}

impl Plan {
    /// The plan for these writes.
    ///
    /// # Errors
    /// What DynamoDB would refuse, by the positions of the writes.
    pub(crate) fn of(steps: &[Step]) -> Result<Self> {
        let guards = guards(steps)?;
        let items = steps.len() + guards.len();
        if items > MOST_ITEMS {
            return Err(too_many(steps.len(), guards.len()));
        }
        distinct(steps)?;
        fits(steps)?;
        let mut entries = Vec::with_capacity(items);
        for (position, step) in steps.iter().enumerate() {
            entries.push(Entry {
                item: step.clone().into_item(step.claims.condition())?,
                position,
                role: Role::Write,
            });
        }
        for (position, guard) in guards {
            let role = match guard.taken_by {
                Some(_) => Role::Takes(guard.attribute),
                None => Role::GivesUp(guard.attribute),
            };
            entries.push(Entry {
                item: guard.into_item()?,
                position,
                role,
            });
        }
        Ok(Self { entries })
    }
}

fn too_many(writes: usize, guards: usize) -> Error {
    let of = match guards {
        0 => String::new(),
        _ => format!(": {writes} writes, and {guards} guards of unique attributes"),
    };
    Error::invalid(format!(
        "a transaction takes {MOST_ITEMS} items, and this one has {}{of}; split it, if its parts may go through one without the other",
        writes + guards
    ))
}

/// The guards of all writes. One that is given up by one write and taken by another stands for both.
fn guards(steps: &[Step]) -> Result<Vec<(usize, GuardItem)>> {
    let mut guards: Vec<(usize, GuardItem)> = Vec::new();
    let mut known = HashMap::new();
    for (position, step) in steps.iter().enumerate() {
        let schema = step.terms.schema;
        for guard in step.claims.guards(schema, &step.table, &step.key)? {
            let names = schema.key_names().map(|name| guard.key.get(name));
            let place = (guard.table.clone(), Identity::of(names));
            let at = *known.entry(place).or_insert(guards.len());
            match guards.get_mut(at) {
                None => guards.push((position, guard)),
                Some((other, taken)) => {
                    let attribute = guard.attribute;
                    let by_this = guard.taken_by.is_some();
                    *taken = guard
                        .merged(taken)
                        .ok_or_else(|| twice_the_same(*other, position, attribute))?;
                    // What fails is told to who takes it.
                    if by_this {
                        *other = position;
                    }
                }
            }
        }
    }
    Ok(guards)
}

fn twice_the_same(first: usize, second: usize, attribute: &'static str) -> Error {
    Error::new(
        ErrorKind::NotUnique,
        format!("operations {first} and {second} of the transaction give this unique attribute the same value"),
    )
    .at(attribute)
}

/// DynamoDB takes one operation for an item.
fn distinct(steps: &[Step]) -> Result<()> {
    let mut known = HashMap::new();
    for (position, step) in steps.iter().enumerate() {
        let names = step.terms.schema.key_names();
        let Some(key) = Identity::of(names.map(|name| step.key.get(name))) else {
            continue;
        };
        if matches!(step.action, StepAction::Raw(_)) {
            continue;
        }
        if let Some(first) = known.insert((&step.table, key), position) {
            return Err(Error::invalid(format!(
                "operations {first} and {position} of the transaction are on the same item of table `{}`; a transaction takes one \
                 operation for an item: put their conditions and changes into one",
                step.table
            )));
        }
    }
    Ok(())
}

/// What is known of the size.
fn fits(steps: &[Step]) -> Result<()> {
    // No item is larger than its JSON.
    let at_most = |step: &Step| match &step.action {
        StepAction::Put { json, .. } => json.len(),
        _ => 0,
    };
    if steps.iter().map(at_most).sum::<usize>() <= LARGEST {
        return Ok(());
    }
    let size = |step: &Step| -> Result<usize> {
        Ok(match &step.action {
            StepAction::Put { json, .. } => size_of(&wire::read_item(json, wire::attributes)?),
            _ => 0,
        })
    };
    let size = steps.iter().map(size).sum::<Result<usize>>()?;
    if size > LARGEST {
        return Err(Error::invalid(format!(
            "the items of a transaction have 4 MB together at most, and these have {size} bytes"
        )));
    }
    Ok(())
}

/// What the writes have in common with a request: the names of their tables.
pub(crate) fn tables(steps: &[Step]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for step in steps {
        if !names.contains(&step.table.as_str()) {
            names.push(&step.table);
        }
    }
    names.join(SEVERAL)
}
