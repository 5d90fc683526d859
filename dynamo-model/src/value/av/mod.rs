//! The back end on the SDK's `AttributeValue`s: streams, keys, expression values, and the fallback of the direct path.

mod reader;
mod writer;

use std::borrow::Borrow;

use aws_sdk_dynamodb::types::AttributeValue;

pub(crate) use self::reader::AvReader;
pub(crate) use self::writer::AvWriter;
use super::codec::{Encode, Writer};
use super::kind::AttributeType;
use super::with::Codec;
use crate::error::{Error, Result};

const TOO_DEEP: &str = "values are nested more than 32 levels deep";

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
pub(crate) fn from_attribute_value<T, C: Codec<T>>(
    value: impl Borrow<AttributeValue>,
) -> Result<T> {
    C::decode(&mut AvReader::new(value.borrow()))
}

/// Reads one value as it is stored, without the `get` transforms of documents.
pub(crate) fn from_stored<T, C: Codec<T>>(value: &AttributeValue) -> Result<T> {
    C::decode(&mut AvReader::raw(value))
}

/// A copy of a value that need not be `Clone`.
pub(crate) fn copy<T, C: Codec<T>>(value: &T) -> Result<T> {
    from_stored::<T, C>(&to_attribute_value::<T, C>(value)?)
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

/// The elements of a set as values of their own; of what is no set, none.
pub(crate) fn elements(set: AttributeValue) -> Vec<AttributeValue> {
    match set {
        AttributeValue::Ss(texts) => texts.into_iter().map(AttributeValue::S).collect(),
        AttributeValue::Ns(numbers) => numbers.into_iter().map(AttributeValue::N).collect(),
        AttributeValue::Bs(blobs) => blobs.into_iter().map(AttributeValue::B).collect(),
        _ => Vec::new(),
    }
}

/// The set of these elements, each once; `None` of no elements: DynamoDB has no empty sets. They are of one type, S, N or B.
pub(crate) fn set_of(elements: impl Iterator<Item = AttributeValue>) -> Option<AttributeValue> {
    let (mut strings, mut numbers, mut blobs) = (Vec::new(), Vec::new(), Vec::new());
    for element in elements {
        match element {
            AttributeValue::S(text) if !strings.contains(&text) => strings.push(text),
            AttributeValue::N(text) if !numbers.contains(&text) => numbers.push(text),
            AttributeValue::B(blob) if !blobs.contains(&blob) => blobs.push(blob),
            _ => {}
        }
    }
    match (strings.is_empty(), numbers.is_empty(), blobs.is_empty()) {
        (false, ..) => Some(AttributeValue::Ss(strings)),
        (_, false, _) => Some(AttributeValue::Ns(numbers)),
        (.., false) => Some(AttributeValue::Bs(blobs)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::codec::Reader;
    use super::super::testing::*;
    use super::super::{Blob, Plain, Value};
    use super::*;
    use aws_sdk_dynamodb::primitives::Blob as SdkBlob;

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
        let map = m([("type", s("circle")), ("size", n("1"))]);
        let mut reader = AvReader::new(&map);
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
