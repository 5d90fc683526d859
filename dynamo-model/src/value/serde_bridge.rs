//! Types that are stored through their serde implementation.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::de::{DeserializeOwned, Visitor};
use serde::ser::Impossible;
use serde::{Deserializer, Serialize, Serializer, forward_to_deserialize_any};

use super::av::value_into;
use super::{Codec, Decode, Reader, Value, Writer, kind};
use crate::error::{Error, Result};

/// Stores a type through serde: what `#[dynamo(serde)]` chooses, for types of other crates.
///
/// ```
/// use dynamo_model::value::{As, Serde, Value};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Serialize, Deserialize)]
/// struct Foreign { name: String, size: Option<u32> }
///
/// let foreign = As::<_, Serde>::new(Foreign { name: "A".to_owned(), size: None });
/// let stored = Value::of(&foreign)?;
/// assert_eq!(stored.as_map().and_then(|map| map.get("name")), Some(&Value::from("A")));
/// assert_eq!(stored.read::<As<Foreign, Serde>>()?.value.name, "A");
/// # Ok::<(), dynamo_model::Error>(())
/// ```
///
/// The stored form is that of [`serde_dynamo`]: structs and maps are M, sequences and sets are L, units and inner
/// `None`s are NULL; its modules `string_set`, `number_set` and `binary_set` make sets. A field that is `None` as a whole is absent.
///
/// serde knows no decimal numbers: what is not an integer of up to 64 bits passes through `f64`, where it keeps about 15 digits.
/// Prefer the types of this room, or a codec, where numbers must be exact.
///
/// What serde says about a stored value may quote it, and so only the part of its message that does not is in the error.
#[derive(Debug, Clone, Copy)]
pub struct Serde;

impl<T: Serialize + DeserializeOwned> Codec<T> for Serde {
    type Kind = kind::Any;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<T> {
        // A `Value` has only the types that serde_dynamo knows, and its integers have no exponents.
        let value: AttributeValue = Value::decode(reader)?.into();
        serde_dynamo::aws_sdk_dynamodb_1::from_attribute_value(value)
            .map_err(|error: serde_dynamo::Error| Error::decode(without_value(&error.to_string())))
    }

    fn encode(value: &T, writer: &mut dyn Writer) -> Result<()> {
        let value: AttributeValue = serde_dynamo::aws_sdk_dynamodb_1::to_attribute_value(value)
            .map_err(|_: serde_dynamo::Error| {
                Error::encode(
                    "the type's own `Serialize` failed, or gave what DynamoDB has no form for: \
                     a map with keys that are not strings, or an integer of 128 bits",
                )
            })?;
        value_into(&value, writer)
    }

    fn absent() -> Result<T> {
        T::deserialize(Absent).map_err(|NotOptional| Error::missing())
    }

    fn is_absent(value: &T) -> bool {
        is_none(value)
    }
}

/// Whether a value is `None` to serde.
pub(crate) fn is_none<T: Serialize + ?Sized>(value: &T) -> bool {
    value.serialize(IsNone).unwrap_or(false)
}

/// What serde's `message` says about the Rust type, without what it says about the stored value.
fn without_value(message: &str) -> String {
    if message.starts_with("missing field `") || message.starts_with("Expected ") {
        return format!("serde refuses the stored value: {message}");
    }
    match message.rsplit_once(", expected ") {
        Some((_, expected)) => format!("serde refuses the stored value: expected {expected}"),
        None => "serde refuses the stored value".to_owned(),
    }
}

/// The answer of everything that is not an `Option`.
#[derive(Debug)]
struct NotOptional;

impl fmt::Display for NotOptional {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an `Option`")
    }
}

impl std::error::Error for NotOptional {}

impl serde::de::Error for NotOptional {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl serde::ser::Error for NotOptional {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// What is there for a missing attribute: `None` for an `Option`, nothing for any other type.
struct Absent;

impl<'de> Deserializer<'de> for Absent {
    type Error = NotOptional;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, NotOptional> {
        Err(NotOptional)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotOptional> {
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, NotOptional> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Finds out whether a value is `None`, and looks no further.
struct IsNone;

macro_rules! some {
    ($($method:ident($($ty:ty)?);)*) => {$(
        fn $method(self $(, _: $ty)?) -> Result<bool, NotOptional> {
            Ok(false)
        }
    )*};
}

impl Serializer for IsNone {
    type Ok = bool;
    type Error = NotOptional;
    type SerializeSeq = Impossible<bool, NotOptional>;
    type SerializeTuple = Impossible<bool, NotOptional>;
    type SerializeTupleStruct = Impossible<bool, NotOptional>;
    type SerializeTupleVariant = Impossible<bool, NotOptional>;
    type SerializeMap = Impossible<bool, NotOptional>;
    type SerializeStruct = Impossible<bool, NotOptional>;
    type SerializeStructVariant = Impossible<bool, NotOptional>;

    fn serialize_none(self) -> Result<bool, NotOptional> {
        Ok(true)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<bool, NotOptional> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<bool, NotOptional> {
        value.serialize(self)
    }

    some! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_i128(i128);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_u128(u128);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
        serialize_str(&str);
        serialize_bytes(&[u8]);
        serialize_unit();
        serialize_unit_struct(&'static str);
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
    ) -> Result<bool, NotOptional> {
        Ok(false)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<bool, NotOptional> {
        Ok(false)
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, _: &T) -> Result<bool, NotOptional> {
        Ok(false)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, NotOptional> {
        Err(NotOptional)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, NotOptional> {
        Err(NotOptional)
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, NotOptional> {
        Err(NotOptional)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NotOptional> {
        Err(NotOptional)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, NotOptional> {
        Err(NotOptional)
    }

    fn serialize_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStruct, NotOptional> {
        Err(NotOptional)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NotOptional> {
        Err(NotOptional)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};

    use serde::{Deserialize, Serialize};

    use super::super::testing::*;
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Foreign {
        name: String,
        size: Option<u32>,
        kind: Kind,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum Kind {
        Plain,
        Sized(u8, u8),
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Wrapped(Option<u8>);

    #[test]
    fn round_trips_what_serde_knows() {
        round_trip_as::<_, Serde>(&Foreign {
            name: "A".to_owned(),
            size: None,
            kind: Kind::Sized(1, 2),
        });
        round_trip_as::<_, Serde>(&vec![Kind::Plain]);
        round_trip_as::<_, Serde>(&(u64::MAX, i64::MIN, 0.1, 'x', "x".to_owned(), true, ()));
        round_trip_as::<_, Serde>(&HashMap::from([
            ("a".to_owned(), Some(1)),
            ("b".to_owned(), None),
        ]));
        assert_eq!(read_as::<u64>(n("1E+2")), 100);
    }

    fn read_as<T: Serialize + DeserializeOwned>(value: AttributeValue) -> T {
        super::super::from_attribute_value::<T, Serde>(value).unwrap()
    }

    #[test]
    fn none_and_only_none_is_absent() {
        assert!(Serde::is_absent(&None::<u8>));
        assert!(Serde::is_absent(&Some(None::<u8>)));
        assert!(Serde::is_absent(&Wrapped(None)));
        assert!(!Serde::is_absent(&Wrapped(Some(1))));
        assert!(!Serde::is_absent(&()));
        assert!(!Serde::is_absent(&(None::<u8>,)));
        assert!(!Serde::is_absent(&BTreeMap::<String, u8>::new()));
        assert_eq!(<Serde as Codec<Option<u8>>>::absent().unwrap(), None);
        assert_eq!(<Serde as Codec<Wrapped>>::absent().unwrap(), Wrapped(None));
        for error in [
            <Serde as Codec<u8>>::absent().err(),
            <Serde as Codec<()>>::absent().err(),
            <Serde as Codec<Vec<u8>>>::absent().map(drop).err(),
        ] {
            assert_eq!(
                error.unwrap().to_string(),
                "this required attribute is missing"
            );
        }
    }

    #[test]
    fn errors_do_not_quote_the_value() {
        assert_eq!(
            read_error_as::<Foreign, Serde>(m([("name", s("hunter2"))])),
            "serde refuses the stored value: missing field `kind`"
        );
        assert_eq!(
            read_error_as::<Kind, Serde>(s("hunter2")),
            "serde refuses the stored value: expected `Plain` or `Sized`"
        );
        assert_eq!(
            read_error_as::<u8, Serde>(n("123456")),
            "serde refuses the stored value"
        );
        assert_eq!(
            read_error_as::<bool, Serde>(s("hunter2")),
            "serde refuses the stored value: Expected bool"
        );
        assert_eq!(
            write_error_as::<_, Serde>(&vec![0.5, f64::NAN]),
            "[1]: not a decimal number such as `-12.5` or `15E-1`"
        );
        assert!(
            write_error_as::<_, Serde>(&1_u128).starts_with("the type's own `Serialize` failed")
        );
    }
}
