//! The back end on the SDK's `AttributeValue`s: streams, keys, expression values, and the fallback of the direct path.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::{self, Entry};
use std::vec::IntoIter;

use aws_sdk_dynamodb::primitives::Blob as SdkBlob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::codec::{Encode, MAX_DEPTH, Reader, Writer, mismatch};
use super::kind::AttributeType;
use super::number;
use super::with::Codec;
use crate::error::{Error, Result};

/// Writes one value as an `AttributeValue`.
pub(crate) fn to_attribute_value<T, C: Codec<T>>(value: &T) -> Result<AttributeValue> {
    let mut writer = AvWriter::new();
    C::encode(value, &mut writer)?;
    writer.finish()
}

/// Writes one value that has no codec but its own.
pub(crate) fn encode_operand(value: &impl Encode) -> Result<AttributeValue> {
    let mut writer = AvWriter::new();
    value.encode(&mut writer)?;
    writer.finish()
}

/// Reads one value from an `AttributeValue`.
pub(crate) fn from_attribute_value<T, C: Codec<T>>(value: AttributeValue) -> Result<T> {
    C::decode(&mut AvReader::new(value))
}

/// The type of an `AttributeValue`.
pub(crate) fn type_of(value: &AttributeValue) -> Result<AttributeType> {
    Ok(match value {
        AttributeValue::S(_) => AttributeType::S,
        AttributeValue::N(_) => AttributeType::N,
        AttributeValue::B(_) => AttributeType::B,
        AttributeValue::Bool(_) => AttributeType::Bool,
        AttributeValue::Null(_) => AttributeType::Null,
        AttributeValue::L(_) => AttributeType::L,
        AttributeValue::M(_) => AttributeType::M,
        AttributeValue::Ss(_) => AttributeType::Ss,
        AttributeValue::Ns(_) => AttributeType::Ns,
        AttributeValue::Bs(_) => AttributeType::Bs,
        _ => {
            return Err(Error::decode(
                "the SDK returned a type of attribute that this version does not know",
            ));
        }
    })
}

/// Writes an `AttributeValue` to whichever back end.
pub(crate) fn value_into(value: &AttributeValue, writer: &mut dyn Writer) -> Result<()> {
    match value {
        AttributeValue::S(text) => writer.str(text),
        AttributeValue::N(text) => writer.number(text),
        AttributeValue::B(blob) => writer.bytes(blob.as_ref()),
        AttributeValue::Bool(value) => writer.bool(*value),
        AttributeValue::Null(_) => writer.null(),
        AttributeValue::L(elements) => {
            writer.begin_list(elements.len())?;
            for (index, element) in elements.iter().enumerate() {
                value_into(element, writer).map_err(|error| error.at(index))?;
            }
            writer.end_list()
        }
        AttributeValue::M(entries) => {
            writer.begin_map(entries.len())?;
            for (name, value) in entries {
                writer.key(name)?;
                value_into(value, writer).map_err(|error| error.at(name.clone()))?;
            }
            writer.end_map()
        }
        AttributeValue::Ss(set) => {
            writer.begin_set(AttributeType::Ss, set.len())?;
            set.iter().try_for_each(|text| writer.str(text))?;
            writer.end_set()
        }
        AttributeValue::Ns(set) => {
            writer.begin_set(AttributeType::Ns, set.len())?;
            set.iter().try_for_each(|text| writer.number(text))?;
            writer.end_set()
        }
        AttributeValue::Bs(set) => {
            writer.begin_set(AttributeType::Bs, set.len())?;
            set.iter()
                .try_for_each(|blob| writer.bytes(blob.as_ref()))?;
            writer.end_set()
        }
        _ => Err(Error::encode(
            "this version does not know the type of this `AttributeValue`",
        )),
    }
}

const TOO_DEEP: &str = "values are nested more than 32 levels deep";

enum Open {
    List(IntoIter<AttributeValue>),
    Map(hash_map::IntoIter<String, AttributeValue>),
}

/// Reads from an `AttributeValue`, taking it apart.
pub(crate) struct AvReader {
    /// The value ahead.
    current: Option<AttributeValue>,
    open: Vec<Open>,
}

impl AvReader {
    pub(crate) fn new(value: AttributeValue) -> Self {
        Self {
            current: Some(value),
            open: Vec::new(),
        }
    }

    fn take(&mut self) -> Result<AttributeValue> {
        self.current
            .take()
            .ok_or_else(|| Error::decode("a codec read a value where none is ahead"))
    }

    fn peek(&self) -> Result<&AttributeValue> {
        self.current
            .as_ref()
            .ok_or_else(|| Error::decode("a codec read a value where none is ahead"))
    }

    fn enter(&mut self, open: Open) -> Result<()> {
        // No stored item is as deep. It keeps values from elsewhere from exhausting the stack of a recursive type.
        if self.open.len() > MAX_DEPTH {
            return Err(Error::decode(TOO_DEEP));
        }
        self.open.push(open);
        Ok(())
    }

    fn enter_elements(&mut self, elements: Vec<AttributeValue>) -> Result<usize> {
        let len = elements.len();
        self.enter(Open::List(elements.into_iter()))?;
        Ok(len)
    }
}

fn expected<T>(expected: AttributeType, found: &AttributeValue) -> Result<T> {
    Err(mismatch(expected, type_of(found)?))
}

impl<'de> Reader<'de> for AvReader {
    fn kind(&mut self) -> Result<AttributeType> {
        type_of(self.peek()?)
    }

    fn str(&mut self) -> Result<Cow<'de, str>> {
        match self.take()? {
            AttributeValue::S(text) => Ok(Cow::Owned(text)),
            other => expected(AttributeType::S, &other),
        }
    }

    fn number(&mut self) -> Result<Cow<'de, str>> {
        match self.take()? {
            AttributeValue::N(text) => Ok(Cow::Owned(text)),
            other => expected(AttributeType::N, &other),
        }
    }

    fn bytes(&mut self) -> Result<Cow<'de, [u8]>> {
        match self.take()? {
            AttributeValue::B(blob) => Ok(Cow::Owned(blob.into_inner())),
            other => expected(AttributeType::B, &other),
        }
    }

    fn bool(&mut self) -> Result<bool> {
        match self.take()? {
            AttributeValue::Bool(value) => Ok(value),
            other => expected(AttributeType::Bool, &other),
        }
    }

    fn null(&mut self) -> Result<()> {
        match self.take()? {
            AttributeValue::Null(_) => Ok(()),
            other => expected(AttributeType::Null, &other),
        }
    }

    fn enter_list(&mut self) -> Result<usize> {
        match self.take()? {
            AttributeValue::L(elements) => self.enter_elements(elements),
            other => expected(AttributeType::L, &other),
        }
    }

    fn enter_set(&mut self, of: AttributeType) -> Result<usize> {
        let elements: Vec<AttributeValue> = match (of, self.take()?) {
            (AttributeType::Ss, AttributeValue::Ss(set)) => {
                set.into_iter().map(AttributeValue::S).collect()
            }
            (AttributeType::Ns, AttributeValue::Ns(set)) => {
                set.into_iter().map(AttributeValue::N).collect()
            }
            (AttributeType::Bs, AttributeValue::Bs(set)) => {
                set.into_iter().map(AttributeValue::B).collect()
            }
            (of, other) => return expected(of, &other),
        };
        self.enter_elements(elements)
    }

    fn next_element(&mut self) -> Result<bool> {
        let Some(Open::List(elements)) = self.open.last_mut() else {
            return Err(Error::decode(
                "a codec asked for an element outside of a list or set",
            ));
        };
        self.current = elements.next();
        if self.current.is_none() {
            self.open.pop();
        }
        Ok(self.current.is_some())
    }

    fn enter_map(&mut self) -> Result<usize> {
        match self.take()? {
            AttributeValue::M(entries) => {
                let len = entries.len();
                self.enter(Open::Map(entries.into_iter()))?;
                Ok(len)
            }
            other => expected(AttributeType::M, &other),
        }
    }

    fn next_key(&mut self) -> Result<Option<Cow<'de, str>>> {
        let Some(Open::Map(entries)) = self.open.last_mut() else {
            return Err(Error::decode("a codec asked for a key outside of a map"));
        };
        match entries.next() {
            Some((name, value)) => {
                self.current = Some(value);
                Ok(Some(Cow::Owned(name)))
            }
            None => {
                self.current = None;
                self.open.pop();
                Ok(None)
            }
        }
    }

    fn skip(&mut self) -> Result<()> {
        self.take().map(drop)
    }

    fn value(&mut self) -> Result<AttributeValue> {
        self.take()
    }

    fn peek_str(&mut self, name: &str) -> Result<Option<Cow<'de, str>>> {
        match self.peek()? {
            AttributeValue::M(entries) => match entries.get(name) {
                Some(AttributeValue::S(text)) => Ok(Some(Cow::Owned(text.clone()))),
                Some(other) => {
                    expected(AttributeType::S, other).map_err(|e: Error| e.at(name.to_owned()))
                }
                None => Ok(None),
            },
            other => expected(AttributeType::M, other),
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::super::{Blob, Plain, Value};
    use super::*;

    /// A list in a list, and so on: `levels` of them around `inner`.
    fn nested(levels: usize, inner: Value) -> Value {
        (0..levels).fold(inner, |inner, _| Value::L(vec![inner]))
    }

    #[test]
    fn nests_as_deep_as_dynamodb_and_no_deeper() {
        let path = "[0]".repeat(32);
        for inner in [Value::from(1), Value::Ss(["a".to_owned()].into())] {
            round_trip(&nested(32, inner.clone()));
            let error = write_error(&nested(33, inner));
            assert_eq!(
                error,
                format!("{path}: values are nested more than 32 levels deep")
            );
        }
        let deep: AttributeValue = nested(1000, Value::Null).into();
        assert!(read_error::<Value>(deep.clone()).ends_with("more than 32 levels deep"));
        assert!(write_error(&deep).ends_with("more than 32 levels deep"));
    }

    #[test]
    fn refuses_wrong_sequences_of_writes() {
        let wrong = |write: fn(&mut AvWriter) -> Result<()>| {
            let mut writer = AvWriter::new();
            match write(&mut writer) {
                Ok(()) => writer.finish().unwrap_err().to_string(),
                Err(error) => error.to_string(),
            }
        };
        assert_eq!(
            wrong(|_| Ok(())),
            "a codec did not write exactly one whole value"
        );
        assert_eq!(
            wrong(|w| w.begin_list(0)),
            "a codec did not write exactly one whole value"
        );
        assert_eq!(
            wrong(|w| w.null().and_then(|()| w.null())),
            "a codec wrote more than one value"
        );
        assert_eq!(
            wrong(|w| w.begin_map(0).and_then(|()| w.null())),
            "a codec wrote a value into a map without its key"
        );
        assert_eq!(
            wrong(|w| w
                .begin_map(0)
                .and_then(|()| w.key("a"))
                .and_then(|()| w.end_map())),
            "a codec wrote a key without its value"
        );
        assert_eq!(
            wrong(|w| w.key("a")),
            "a codec wrote a key where none can stand"
        );
        assert_eq!(
            wrong(|w| w.end_list()),
            "a codec ended a list, set or map that it had not begun"
        );
        assert_eq!(
            wrong(|w| w.begin_set(AttributeType::L, 0)),
            "L is not a type of set"
        );
        assert_eq!(
            wrong(|w| w.begin_set(AttributeType::Ns, 1).and_then(|()| w.str("a"))),
            "the elements of a set are all of the set's own type"
        );
    }

    #[test]
    fn refuses_a_name_twice_in_one_map() {
        let mut writer = AvWriter::new();
        writer.begin_map(2).unwrap();
        writer.key("id").unwrap();
        writer.str("1").unwrap();
        writer.key("id").unwrap();
        let error = writer.str("2").unwrap_err();
        assert_eq!(error.to_string(), "id: written twice into the same map");
    }

    #[test]
    fn copies_values_as_they_are() {
        for value in [
            s("a"),
            n("1.50"),
            b(b"a"),
            AttributeValue::Bool(true),
            AttributeValue::Null(true),
            l([m([("a", n("1"))])]),
            AttributeValue::Ss(vec!["b".to_owned(), "a".to_owned()]),
            AttributeValue::Ns(vec!["2".to_owned(), "1".to_owned()]),
            AttributeValue::Bs(vec![SdkBlob::new("b"), SdkBlob::new("a")]),
        ] {
            round_trip(&value);
        }
        assert_eq!(
            write_error(&m([("a", l([n("1"), n("x")]))])),
            "a[1]: not a decimal number such as `-12.5` or `15E-1`"
        );
        assert!(write_error(&AttributeValue::Ns(vec![])).starts_with("DynamoDB has no empty sets"));
    }

    #[test]
    fn reads_binary_and_looks_ahead() {
        assert_eq!(read::<Blob>(b(b"a")), Blob::from(b"a"));
        let mut reader = AvReader::new(m([("type", s("circle")), ("size", n("1"))]));
        assert_eq!(reader.peek_str("type").unwrap().as_deref(), Some("circle"));
        assert_eq!(reader.peek_str("color").unwrap(), None);
        let error = reader.peek_str("size").unwrap_err();
        assert_eq!(error.to_string(), "size: expected S, found N");
        assert_eq!(reader.kind().unwrap(), AttributeType::M);
        reader.skip().unwrap();
        assert!(reader.kind().is_err());
        assert!(from_attribute_value::<(), SkipTwice>(s("a")).is_err());
        assert!(to_attribute_value::<_, Plain>(&"a".to_owned()).is_ok());
    }

    /// A codec with a mistake.
    struct SkipTwice;

    impl Codec<()> for SkipTwice {
        type Kind = super::super::kind::Any;

        fn decode(reader: &mut dyn Reader<'_>) -> Result<()> {
            reader.skip()?;
            reader.skip()
        }

        fn encode((): &(), _: &mut dyn Writer) -> Result<()> {
            Ok(())
        }
    }
}
