//! The pair of traits that every stored type implements, and the pair that every back end implements.
//!
//! A type reads itself from a [`Reader`] and writes itself to a [`Writer`], once; both are object-safe, so that
//! this code is compiled once for all back ends: the SDK's `AttributeValue` maps and DynamoDB's JSON on the wire.

use std::borrow::Cow;

use aws_sdk_dynamodb::types::AttributeValue;

use super::kind::AttributeType;
use crate::error::{Error, Result};

/// A type that can be read from a stored attribute.
///
/// Derive it (with [`Encode`]) through `#[derive(Clone, Document)]`; write it by hand only for a type whose stored form
/// is not its own.
///
/// ```
/// use dynamo_model::value::{Decode, Reader};
/// use dynamo_model::{Error, Result};
///
/// struct Celsius(f64);
///
/// impl Decode for Celsius {
///     fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
///         let degrees: f64 = Decode::decode(reader)?;
///         if degrees < -273.15 {
///             return Err(Error::decode("a temperature is not below absolute zero"));
///         }
///         Ok(Self(degrees))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a DynamoDB attribute",
    label = "not a stored type",
    note = "for a type of your own, add `#[derive(Clone, Document)]`",
    note = "for a foreign type, store it through serde with `#[dynamo(serde)]`, or through a codec with `#[dynamo(with = ..)]`"
)]
pub trait Decode: Sized {
    /// Reads one attribute value. On success the reader stands behind that value.
    ///
    /// # Errors
    /// If the stored value does not fit this type: [`Error::decode`] says why.
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self>;

    /// What a missing attribute reads as. By default it is an error: the attribute is required.
    ///
    /// # Errors
    /// [`Error::missing`] for a type that has no value to stand for an absent attribute.
    fn absent() -> Result<Self> {
        Err(Error::missing())
    }
}

/// A type that can be written as a stored attribute.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as a DynamoDB attribute",
    label = "not a stored type",
    note = "for a type of your own, add `#[derive(Clone, Document)]`",
    note = "for a foreign type, store it through serde with `#[dynamo(serde)]`, or through a codec with `#[dynamo(with = ..)]`"
)]
pub trait Encode {
    /// Writes exactly one attribute value.
    ///
    /// # Errors
    /// If this value has no stored form, such as a number of more than 38 digits: [`Error::encode`] says why.
    fn encode(&self, writer: &mut dyn Writer) -> Result<()>;

    /// Whether this value is stored by leaving the attribute out: `None`, or an empty set.
    ///
    /// Only attributes of items and maps can be left out. An element of a list is always written.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Reads attribute values, one after the other. It always stands before exactly one value.
///
/// A reader is used in the order of the data: look at [`kind`](Self::kind) if the type is open, then take the value
/// with the method of its type. Containers are entered and then walked to their end, even if the rest is not wanted:
///
/// ```
/// use dynamo_model::value::{Decode, Reader};
/// use dynamo_model::{Error, Result};
///
/// /// A list of two numbers.
/// struct Point { x: f64, y: f64 }
///
/// impl Decode for Point {
///     fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
///         let mut numbers = Vec::new();
///         reader.enter_list()?;
///         while reader.next_element()? {
///             numbers.push(f64::decode(reader).map_err(|e| e.at(numbers.len()))?);
///         }
///         match numbers[..] {
///             [x, y] => Ok(Self { x, y }),
///             _ => Err(Error::decode("a point has two numbers")),
///         }
///     }
/// }
/// ```
///
/// Every method fails with [`ErrorKind::Decode`](crate::ErrorKind::Decode) if the value is of another type than asked for, and a
/// back end on bytes with [`ErrorKind::Response`](crate::ErrorKind::Response) if they are malformed. After an error the reader must not be
/// used again.
#[allow(clippy::missing_errors_doc)] // said once, above
pub trait Reader<'de> {
    /// The type of the value ahead. It is not consumed.
    fn kind(&mut self) -> Result<AttributeType>;

    /// Takes a string.
    fn str(&mut self) -> Result<Cow<'de, str>>;

    /// Takes a number, as the text that DynamoDB keeps.
    fn number(&mut self) -> Result<Cow<'de, str>>;

    /// Takes binary.
    fn bytes(&mut self) -> Result<Cow<'de, [u8]>>;

    /// Takes a boolean.
    fn bool(&mut self) -> Result<bool>;

    /// Takes a null.
    fn null(&mut self) -> Result<()>;

    /// Enters a list. Returns how many elements there are, as far as that is known: a hint for allocation.
    fn enter_list(&mut self) -> Result<usize>;

    /// Enters a set of this type (`Ss`, `Ns` or `Bs`). Its elements are then read as strings, numbers or binary.
    fn enter_set(&mut self, of: AttributeType) -> Result<usize>;

    /// Moves to the next element of the list or set. `false` at its end, which leaves it.
    fn next_element(&mut self) -> Result<bool>;

    /// Enters a map. Returns how many entries there are, as far as that is known.
    fn enter_map(&mut self) -> Result<usize>;

    /// Moves to the value of the next entry of the map and returns its name. `None` at its end, which leaves it.
    fn next_key(&mut self) -> Result<Option<Cow<'de, str>>>;

    /// Passes over a value of whatever type.
    fn skip(&mut self) -> Result<()>;

    /// Takes a value of whatever type.
    fn value(&mut self) -> Result<AttributeValue>;

    /// The string stored under `name` in the map ahead. `None` if there is no such entry. Nothing is consumed, even if it is
    /// something else than a string, which is an error: the reader can go on.
    ///
    /// This is how an enum learns its variant. On bytes it costs a look-ahead over the map.
    fn peek_str(&mut self, name: &str) -> Result<Option<Cow<'de, str>>>;

    /// The number stored under `name` in the map ahead, as [`peek_str`](Self::peek_str) has a string. `None` as well if it is something
    /// else than a number.
    ///
    /// This is how an item that has expired is told.
    fn peek_number(&mut self, name: &str) -> Result<Option<Cow<'de, str>>>;

    /// Whether values are wanted as they are stored, without what a model does after reading: its `get` transforms.
    fn is_raw(&self) -> bool {
        false
    }

    /// Whether a constant may have another value. The report on what is about to be written then says so.
    fn is_lenient(&self) -> bool {
        false
    }
}

/// Writes attribute values, one after the other.
///
/// Containers are begun, filled and ended; in a map each value is preceded by its [`key`](Self::key):
///
/// ```
/// use dynamo_model::value::{Encode, Writer};
/// use dynamo_model::Result;
///
/// struct Point { x: f64, y: f64 }
///
/// impl Encode for Point {
///     fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
///         writer.begin_list(2)?;
///         self.x.encode(writer)?;
///         self.y.encode(writer)?;
///         writer.end_list()
///     }
/// }
/// ```
///
/// Every method fails with [`ErrorKind::Encode`](crate::ErrorKind::Encode) if what it is given cannot be stored (text that is not a number, an
/// empty set, more than 32 levels), or stands where it cannot stand (a value in a map without a key, a key for the second
/// time in one map).
#[allow(clippy::missing_errors_doc)] // said once, above
pub trait Writer {
    /// Writes a string.
    fn str(&mut self, text: &str) -> Result<()>;

    /// Writes a number, given as decimal text: up to 38 significant digits, with or without an exponent.
    fn number(&mut self, text: &str) -> Result<()>;

    /// Writes binary.
    fn bytes(&mut self, bytes: &[u8]) -> Result<()>;

    /// Writes a boolean.
    fn bool(&mut self, value: bool) -> Result<()>;

    /// Writes a null.
    fn null(&mut self) -> Result<()>;

    /// Begins a list. `len` is a hint.
    fn begin_list(&mut self, len: usize) -> Result<()>;

    /// Ends the list.
    fn end_list(&mut self) -> Result<()>;

    /// Begins a set of this type (`Ss`, `Ns` or `Bs`). Its elements are then written as strings, numbers or binary.
    fn begin_set(&mut self, of: AttributeType, len: usize) -> Result<()>;

    /// Ends the set.
    fn end_set(&mut self) -> Result<()>;

    /// Begins a map. `len` is a hint.
    fn begin_map(&mut self, len: usize) -> Result<()>;

    /// The name of the value that is written next.
    fn key(&mut self, name: &str) -> Result<()>;

    /// Ends the map.
    fn end_map(&mut self) -> Result<()>;
}

/// How deep lists and maps may be nested, with the item itself as the first level.
///
/// A value of an item may stand in 31 lists and maps, which DynamoDB counts as 32 levels:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-attributes-nested-depth>.
pub const MAX_DEPTH: usize = 32;

/// The error for a stored value of another type than the Rust type wants.
pub(crate) fn mismatch(expected: AttributeType, found: AttributeType) -> Error {
    Error::decode(format!("expected {expected}, found {found}"))
}
