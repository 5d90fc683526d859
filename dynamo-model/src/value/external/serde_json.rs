//! `serde_json::Value`, stored as the matching attribute values.

use serde_json::{Map as JsonMap, Number as JsonNumber, Value as Json};

use crate::error::{Error, Result};
use crate::value::buffer::Buffer;
use crate::value::number::{self, Fault};
use crate::value::{
    Attribute, AttributeType, Container, Decode, Encode, Entries, List, Map, NoFields, Reader,
    Writer, kind,
};

impl Decode for Json {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        Ok(match reader.kind()? {
            AttributeType::S => Self::String(reader.str()?.into_owned()),
            AttributeType::N => Self::Number(read_number(&reader.number()?)?),
            AttributeType::Bool => Self::Bool(reader.bool()?),
            AttributeType::Null => {
                reader.null()?;
                Self::Null
            }
            AttributeType::L => Self::Array(Decode::decode(reader)?),
            AttributeType::M => Self::Object(read_object(reader)?),
            other => {
                return Err(Error::decode(format!(
                    "expected a type that JSON has, found {other}"
                )));
            }
        })
    }
}

fn read_object(reader: &mut dyn Reader<'_>) -> Result<JsonMap<String, Json>> {
    let mut object = JsonMap::new();
    reader.enter_map()?;
    while let Some(name) = reader.next_key()? {
        let name = name.into_owned();
        let value = Json::decode(reader).map_err(|error| error.at(name.clone()))?;
        object.insert(name, value);
    }
    Ok(object)
}

fn read_number(text: &str) -> Result<JsonNumber> {
    let exact = number::canonical(text).map_err(Fault::when_reading)?;
    let text = exact.as_str();
    if let Ok(integer) = text.parse::<u64>() {
        return Ok(integer.into());
    }
    if let Ok(integer) = text.parse::<i64>() {
        return Ok(integer.into());
    }
    // What is not given by the digits of an `f64` would change its value, unless serde_json's `arbitrary_precision`
    // is on. Its own parser may miss the nearest `f64`, and so it comes second.
    let nearest = text.parse().ok().and_then(JsonNumber::from_f64);
    [nearest, text.parse().ok()]
        .into_iter()
        .flatten()
        .find(|json| written(json).is_ok_and(|same| same.as_str() == text))
        .ok_or_else(|| {
            Error::decode(
                "this number has more digits than `serde_json` keeps: read it as a `dynamo_model::value::Value`",
            )
        })
}

/// A JSON number in the form of DynamoDB.
fn written(number: &JsonNumber) -> Result<Buffer, Fault> {
    // Only with serde_json's `arbitrary_precision` can it be longer than the buffer.
    let text = Buffer::of(format_args!("{number}")).map_err(|_| Fault::TooManyDigits)?;
    number::canonical(text.as_str())
}

impl Encode for Json {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        match self {
            Self::Null => writer.null(),
            Self::Bool(value) => writer.bool(*value),
            Self::Number(number) => {
                writer.number(written(number).map_err(Fault::when_writing)?.as_str())
            }
            Self::String(text) => writer.str(text),
            Self::Array(elements) => elements.encode(writer),
            Self::Object(entries) => {
                writer.begin_map(entries.len())?;
                for (name, value) in entries {
                    writer.key(name)?;
                    value
                        .encode(writer)
                        .map_err(|error| error.at(name.clone()))?;
                }
                writer.end_map()
            }
        }
    }
}

impl Attribute for Json {
    type Kind = kind::Any;
    type Operand = Self;
    type Fields<R> = NoFields;

    fn entries() -> Entries {
        Entries::Each(Self::entries)
    }
}

impl Container for Json {
    type Element = Self;
}

impl List for Json {
    type Element = Self;
}

impl Map for Json {
    type Entry = Self;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::value::testing::*;

    #[test]
    fn matches_type_by_type() {
        let document = json!({"a": [1, -2.5, "x", true, null], "b": {}});
        assert_eq!(
            stored(&document),
            m([
                (
                    "a",
                    l([
                        n("1"),
                        n("-2.5"),
                        s("x"),
                        aws_sdk_dynamodb::types::AttributeValue::Bool(true),
                        aws_sdk_dynamodb::types::AttributeValue::Null(true),
                    ])
                ),
                ("b", m([])),
            ])
        );
        round_trip(&document);
    }

    #[test]
    fn numbers_are_exact_or_errors() {
        for value in [
            json!(u64::MAX),
            json!(i64::MIN),
            json!(0.1),
            json!(1e125),
            json!(1e-130),
        ] {
            round_trip(&value);
        }
        // 20 digits, but an `f64` has exactly this value.
        assert_eq!(read::<Json>(n("1E+20")), json!(1e20));
        for text in ["18446744073709551617", "0.12345678901234567890123"] {
            assert!(
                read_error::<Json>(l([n(text)]))
                    .starts_with("[0]: this number has more digits than `serde_json` keeps")
            );
        }
        assert!(write_error(&json!({"a": 1e200})).starts_with("a: a number other than 0 lies"));
    }

    #[test]
    fn has_no_sets_and_no_binary() {
        assert_eq!(
            read_error::<Json>(m([("a", l([b(b"x")]))])),
            "a[0]: expected a type that JSON has, found B"
        );
    }
}
