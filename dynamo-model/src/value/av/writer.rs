//! Writing `AttributeValue`s.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use aws_sdk_dynamodb::primitives::Blob as SdkBlob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::TOO_DEEP;
use crate::error::{Error, Result};
use crate::value::codec::{MAX_DEPTH, Writer};
use crate::value::{AttributeType, number};

enum Building {
    List(Vec<AttributeValue>),
    Map(HashMap<String, AttributeValue>, Option<String>),
    Strings(Vec<String>),
    Numbers(Vec<String>),
    Blobs(Vec<SdkBlob>),
}

/// Writes an `AttributeValue`.
pub(crate) struct AvWriter {
    open: Vec<Building>,
    done: Option<AttributeValue>,
}

impl AvWriter {
    pub(crate) fn new() -> Self {
        Self {
            open: Vec::new(),
            done: None,
        }
    }

    /// The value that was written.
    pub(crate) fn finish(self) -> Result<AttributeValue> {
        match self.done {
            Some(value) if self.open.is_empty() => Ok(value),
            _ => Err(Error::encode(
                "a codec did not write exactly one whole value",
            )),
        }
    }

    fn put(&mut self, value: AttributeValue) -> Result<()> {
        match (self.open.last_mut(), value) {
            (None, value) if self.done.is_none() => self.done = Some(value),
            (None, _) => return Err(Error::encode("a codec wrote more than one value")),
            (Some(Building::List(elements)), value) => elements.push(value),
            (Some(Building::Map(entries, name)), value) => match name.take() {
                Some(name) => match entries.entry(name) {
                    Entry::Vacant(entry) => drop(entry.insert(value)),
                    Entry::Occupied(entry) => {
                        return Err(Error::encode("written twice into the same map")
                            .at(entry.key().clone()));
                    }
                },
                None => {
                    return Err(Error::encode(
                        "a codec wrote a value into a map without its key",
                    ));
                }
            },
            (Some(Building::Strings(set)), AttributeValue::S(text))
            | (Some(Building::Numbers(set)), AttributeValue::N(text)) => set.push(text),
            (Some(Building::Blobs(set)), AttributeValue::B(blob)) => set.push(blob),
            (Some(_), _) => {
                return Err(Error::encode(
                    "the elements of a set are all of the set's own type",
                ));
            }
        }
        Ok(())
    }

    fn begin(&mut self, building: Building) -> Result<()> {
        // The elements of a set are no level of their own.
        let is_level = matches!(building, Building::List(_) | Building::Map(..));
        if is_level && self.open.len() >= MAX_DEPTH {
            return Err(Error::encode(TOO_DEEP));
        }
        self.open.push(building);
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        let value = match self.open.pop() {
            Some(Building::List(elements)) => AttributeValue::L(elements),
            Some(Building::Map(entries, None)) => AttributeValue::M(entries),
            Some(Building::Map(_, Some(_))) => {
                return Err(Error::encode("a codec wrote a key without its value"));
            }
            Some(Building::Strings(set)) => AttributeValue::Ss(not_empty(set)?),
            Some(Building::Numbers(set)) => AttributeValue::Ns(not_empty(set)?),
            Some(Building::Blobs(set)) => AttributeValue::Bs(not_empty(set)?),
            None => {
                return Err(Error::encode(
                    "a codec ended a list, set or map that it had not begun",
                ));
            }
        };
        self.put(value)
    }
}

fn not_empty<T>(set: Vec<T>) -> Result<Vec<T>> {
    if set.is_empty() {
        return Err(Error::encode(
            "DynamoDB has no empty sets; leave the attribute out",
        ));
    }
    Ok(set)
}

impl Writer for AvWriter {
    fn str(&mut self, text: &str) -> Result<()> {
        self.put(AttributeValue::S(text.to_owned()))
    }

    fn number(&mut self, text: &str) -> Result<()> {
        number::check(text)?;
        self.put(AttributeValue::N(text.to_owned()))
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.put(AttributeValue::B(SdkBlob::new(bytes)))
    }

    fn bool(&mut self, value: bool) -> Result<()> {
        self.put(AttributeValue::Bool(value))
    }

    fn null(&mut self) -> Result<()> {
        self.put(AttributeValue::Null(true))
    }

    fn begin_list(&mut self, len: usize) -> Result<()> {
        self.begin(Building::List(Vec::with_capacity(len)))
    }

    fn end_list(&mut self) -> Result<()> {
        self.end()
    }

    fn begin_set(&mut self, of: AttributeType, len: usize) -> Result<()> {
        self.begin(match of {
            AttributeType::Ss => Building::Strings(Vec::with_capacity(len)),
            AttributeType::Ns => Building::Numbers(Vec::with_capacity(len)),
            AttributeType::Bs => Building::Blobs(Vec::with_capacity(len)),
            other => return Err(Error::encode(format!("{other} is not a type of set"))),
        })
    }

    fn end_set(&mut self) -> Result<()> {
        self.end()
    }

    fn begin_map(&mut self, len: usize) -> Result<()> {
        self.begin(Building::Map(HashMap::with_capacity(len), None))
    }

    fn key(&mut self, name: &str) -> Result<()> {
        match self.open.last_mut() {
            Some(Building::Map(_, key @ None)) => {
                *key = Some(name.to_owned());
                Ok(())
            }
            _ => Err(Error::encode("a codec wrote a key where none can stand")),
        }
    }

    fn end_map(&mut self) -> Result<()> {
        self.end()
    }
}
