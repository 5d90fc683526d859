//! Reading `AttributeValue`s.

use std::borrow::Cow;
use std::collections::hash_map;
use std::slice::Iter;

use aws_sdk_dynamodb::primitives::Blob as SdkBlob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::{TOO_DEEP, type_of};
use crate::error::{Error, Result};
use crate::value::AttributeType;
use crate::value::codec::{MAX_DEPTH, Reader, mismatch};

/// What a reader stands before.
#[derive(Clone, Copy)]
enum Ahead<'de> {
    Value(&'de AttributeValue),
    /// An element of a set of strings.
    Text(&'de str),
    /// An element of a set of numbers.
    Number(&'de str),
    /// An element of a set of binary values.
    Bytes(&'de SdkBlob),
}

impl Ahead<'_> {
    fn kind(self) -> Result<AttributeType> {
        match self {
            Self::Value(value) => type_of(value),
            Self::Text(_) => Ok(AttributeType::S),
            Self::Number(_) => Ok(AttributeType::N),
            Self::Bytes(_) => Ok(AttributeType::B),
        }
    }

    /// The error for a value of another type than the one that is asked for.
    fn is_not<T>(self, expected: AttributeType) -> Result<T> {
        Err(mismatch(expected, self.kind()?))
    }
}

/// A list, set or map that has been entered.
enum Open<'de> {
    List(Iter<'de, AttributeValue>),
    Texts(Iter<'de, String>),
    Numbers(Iter<'de, String>),
    Blobs(Iter<'de, SdkBlob>),
    Map(hash_map::Iter<'de, String, AttributeValue>),
}

/// Reads from an `AttributeValue`. The value stays whole: who has it can put it into an error.
pub(crate) struct AvReader<'de> {
    ahead: Option<Ahead<'de>>,
    open: Vec<Open<'de>>,
    raw: bool,
    lenient: bool,
}

impl<'de> AvReader<'de> {
    pub(crate) fn new(value: &'de AttributeValue) -> Self {
        Self {
            ahead: Some(Ahead::Value(value)),
            open: Vec::new(),
            raw: false,
            lenient: false,
        }
    }

    /// Reads values as they are stored, or as they are about to be.
    pub(crate) fn raw(value: &'de AttributeValue) -> Self {
        Self {
            raw: true,
            lenient: true,
            ..Self::new(value)
        }
    }

    /// The same reader, to which a constant of another value does not fit.
    pub(crate) fn strict(self) -> Self {
        Self {
            lenient: false,
            ..self
        }
    }

    fn peek(&self) -> Result<Ahead<'de>> {
        self.ahead
            .ok_or_else(|| Error::decode("a codec read a value where none is ahead"))
    }

    fn take(&mut self) -> Result<Ahead<'de>> {
        let ahead = self.peek()?;
        self.ahead = None;
        Ok(ahead)
    }

    fn enter(&mut self, open: Open<'de>, len: usize) -> Result<usize> {
        // No stored item is as deep. It keeps values from elsewhere from exhausting the stack of a recursive type.
        if self.open.len() > MAX_DEPTH {
            return Err(Error::decode(TOO_DEEP));
        }
        self.open.push(open);
        Ok(len)
    }
}

impl<'de> Reader<'de> for AvReader<'de> {
    fn kind(&mut self) -> Result<AttributeType> {
        self.peek()?.kind()
    }

    fn str(&mut self) -> Result<Cow<'de, str>> {
        match self.take()? {
            Ahead::Value(AttributeValue::S(text)) => Ok(Cow::Borrowed(text)),
            Ahead::Text(text) => Ok(Cow::Borrowed(text)),
            other => other.is_not(AttributeType::S),
        }
    }

    fn number(&mut self) -> Result<Cow<'de, str>> {
        match self.take()? {
            Ahead::Value(AttributeValue::N(text)) => Ok(Cow::Borrowed(text)),
            Ahead::Number(text) => Ok(Cow::Borrowed(text)),
            other => other.is_not(AttributeType::N),
        }
    }

    fn bytes(&mut self) -> Result<Cow<'de, [u8]>> {
        match self.take()? {
            Ahead::Value(AttributeValue::B(blob)) | Ahead::Bytes(blob) => {
                Ok(Cow::Borrowed(blob.as_ref()))
            }
            other => other.is_not(AttributeType::B),
        }
    }

    fn bool(&mut self) -> Result<bool> {
        match self.take()? {
            Ahead::Value(AttributeValue::Bool(value)) => Ok(*value),
            other => other.is_not(AttributeType::Bool),
        }
    }

    fn null(&mut self) -> Result<()> {
        match self.take()? {
            Ahead::Value(AttributeValue::Null(_)) => Ok(()),
            other => other.is_not(AttributeType::Null),
        }
    }

    fn enter_list(&mut self) -> Result<usize> {
        match self.take()? {
            Ahead::Value(AttributeValue::L(list)) => {
                self.enter(Open::List(list.iter()), list.len())
            }
            other => other.is_not(AttributeType::L),
        }
    }

    fn enter_set(&mut self, of: AttributeType) -> Result<usize> {
        match (of, self.take()?) {
            (AttributeType::Ss, Ahead::Value(AttributeValue::Ss(set))) => {
                self.enter(Open::Texts(set.iter()), set.len())
            }
            (AttributeType::Ns, Ahead::Value(AttributeValue::Ns(set))) => {
                self.enter(Open::Numbers(set.iter()), set.len())
            }
            (AttributeType::Bs, Ahead::Value(AttributeValue::Bs(set))) => {
                self.enter(Open::Blobs(set.iter()), set.len())
            }
            (of, other) => other.is_not(of),
        }
    }

    fn next_element(&mut self) -> Result<bool> {
        self.ahead = match self.open.last_mut() {
            Some(Open::List(list)) => list.next().map(Ahead::Value),
            Some(Open::Texts(set)) => set.next().map(|text| Ahead::Text(text)),
            Some(Open::Numbers(set)) => set.next().map(|text| Ahead::Number(text)),
            Some(Open::Blobs(set)) => set.next().map(Ahead::Bytes),
            Some(Open::Map(_)) | None => {
                return Err(Error::decode(
                    "a codec asked for an element outside of a list or set",
                ));
            }
        };
        if self.ahead.is_none() {
            self.open.pop();
        }
        Ok(self.ahead.is_some())
    }

    fn enter_map(&mut self) -> Result<usize> {
        match self.take()? {
            Ahead::Value(AttributeValue::M(map)) => self.enter(Open::Map(map.iter()), map.len()),
            other => other.is_not(AttributeType::M),
        }
    }

    fn next_key(&mut self) -> Result<Option<Cow<'de, str>>> {
        let Some(Open::Map(entries)) = self.open.last_mut() else {
            return Err(Error::decode("a codec asked for a key outside of a map"));
        };
        match entries.next() {
            Some((name, value)) => {
                self.ahead = Some(Ahead::Value(value));
                Ok(Some(Cow::Borrowed(name)))
            }
            None => {
                self.ahead = None;
                self.open.pop();
                Ok(None)
            }
        }
    }

    fn skip(&mut self) -> Result<()> {
        self.take().map(drop)
    }

    fn value(&mut self) -> Result<AttributeValue> {
        Ok(match self.take()? {
            Ahead::Value(value) => value.clone(),
            Ahead::Text(text) => AttributeValue::S(text.to_owned()),
            Ahead::Number(text) => AttributeValue::N(text.to_owned()),
            Ahead::Bytes(blob) => AttributeValue::B(blob.clone()),
        })
    }

    fn peek_str(&mut self, name: &str) -> Result<Option<Cow<'de, str>>> {
        match self.peek()? {
            Ahead::Value(AttributeValue::M(entries)) => match entries.get(name) {
                Some(AttributeValue::S(text)) => Ok(Some(Cow::Borrowed(text))),
                Some(other) => Ahead::Value(other)
                    .is_not(AttributeType::S)
                    .map_err(|error: Error| error.at(name.to_owned())),
                None => Ok(None),
            },
            other => other.is_not(AttributeType::M),
        }
    }

    fn peek_number(&mut self, name: &str) -> Result<Option<Cow<'de, str>>> {
        match self.peek()? {
            Ahead::Value(AttributeValue::M(entries)) => Ok(match entries.get(name) {
                Some(AttributeValue::N(number)) => Some(Cow::Borrowed(number)),
                _ => None,
            }),
            other => other.is_not(AttributeType::M),
        }
    }

    fn is_raw(&self) -> bool {
        self.raw
    }

    fn is_lenient(&self) -> bool {
        self.lenient
    }
}
