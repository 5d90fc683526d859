//! Rust values and attribute values, in both directions.
//!
//! Every field of a model has a stored form. Its type chooses it, and can be overruled for one field by a
//! [codec](Codec): `#[dynamo(with = ..)]`.
//!
//! | Rust type | stored as | notes |
//! |---|---|---|
//! | `String`, `Box<str>`, `Arc<str>`, `Cow<str>`, `char` | S | the empty string is stored, except as a key |
//! | integers from `i8` to `u128`, `isize`, `usize`, and `NonZero` ones | N | exact; refused beyond 38 digits |
//! | `f32`, `f64` | N | the shortest digits; NaN and infinities are refused; `-0.0` is 0 |
//! | [`Number`] | N | exact, up to 38 digits |
//! | `bool` | BOOL | |
//! | [`Blob`] | B | `#[dynamo(binary)]` for `Vec<u8>`, `Box<[u8]>`, `[u8; N]`: [`Binary`] |
//! | `Vec<T>`, `VecDeque<T>`, `Box<[T]>` | L | `Vec<u8>` too is a list, of numbers |
//! | `[T; N]`, tuples of up to 8 | L | of exactly that length |
//! | `HashSet<T>`, `BTreeSet<T>` | SS, NS, BS | by the elements; empty is absent, absent reads as empty |
//! | `HashMap<K, T>`, `BTreeMap<K, T>` | M | the key is a [`MapKey`]; absent values are left out |
//! | `#[derive(Clone, Document)]` | M | |
//! | `Option<T>` | as `T` | `None` is absent, NULL in a list; both read as `None`. `#[dynamo(null)]` always writes NULL: [`Nullable`] |
//! | `Box<T>`, `Arc<T>` | as `T` | |
//! | `SystemTime` | N | exact seconds since 1970; also [`UnixSeconds`], [`UnixMillis`], [`Rfc3339`]; with `#[dynamo(ttl)]` [`TimeToLive`] |
//! | `Duration` | N | exact seconds |
//! | [`Value`], the SDK's [`AttributeValue`](aws_sdk_dynamodb::types::AttributeValue) | whatever it holds | |
//! | [`Item`] | M | of any shape; flattened, it keeps the attributes that no field takes |
//! | [`Ref<M>`](crate::Ref) | as the key of an `M` | S, N or B; with a sort key M, of both key attributes |
//!
//! With the feature of the same name:
//!
//! | feature | type | stored as | notes |
//! |---|---|---|---|
//! | `uuid` | `Uuid` | S | hyphenated; 16 bytes (B) with `#[dynamo(binary)]`; a [`MapKey`] |
//! | `ulid` | `Ulid` | S | 26 characters; a [`MapKey`] |
//! | `chrono` | `DateTime<Utc>` | S | as [`Rfc3339`]; also [`UnixSeconds`], [`UnixMillis`] |
//! | | `DateTime<FixedOffset>` | | only with one of these codecs: none keeps the offset |
//! | | `NaiveDate`, `NaiveTime`, `NaiveDateTime` | S | fixed width, sorts by time; `NaiveDate` is a [`MapKey`] |
//! | `time` | `UtcDateTime`, `OffsetDateTime` | S | as [`Rfc3339`], in UTC; also [`UnixSeconds`], [`UnixMillis`] |
//! | | `Date`, `Time`, `PrimitiveDateTime` | S | fixed width, sorts by time; `Date` is a [`MapKey`] |
//! | `rust_decimal` | `Decimal` | N | exact; what it cannot hold is an error |
//! | `bytes` | `Bytes` | B | |
//! | `serde_json` | `serde_json::Value` | as it is | numbers that it would round are errors, and so are B and sets |
//! | `serde` | any `Serialize + DeserializeOwned` | as it is | with `#[dynamo(serde)]`: [`Serde`] |
//!
//! A codec mirrors the field: `with = Option<UnixSeconds>`, `with = Vec<Binary>`, `with = BTreeMap<String, UnixMillis>`.
//!
//! DynamoDB has no empty sets. One that is an attribute of an item or of a map is left out; anywhere else, such as
//! in a list, writing it is an error. The set inside `Some` in an `Option` is left out as well, and reads back as `None`.

mod arithmetic;
mod attribute;
pub(crate) mod av;
mod binary;
mod buffer;
mod civil;
mod codec;
mod combined;
pub(crate) mod conform;
mod dynamic;
mod entries;
mod expiry;
mod external;
pub mod kind;
mod list;
mod map;
pub(crate) mod number;
mod option;
pub(crate) mod part;
mod pointer;
mod scalar;
#[cfg(feature = "serde")]
mod serde_bridge;
mod set;
#[cfg(feature = "serde")]
mod shown;
#[cfg(test)]
pub(crate) mod testing;
mod text;
mod time;
mod with;
mod writing;

#[doc(hidden)]
pub use self::attribute::Same;
pub use self::attribute::{
    AlwaysPresent, Attribute, Container, Delta, FieldsOf, KeyAttribute, List, Map, MayBeAbsent,
    NoFields, Set,
};
pub(crate) use self::av::{
    AvReader, encode_operand, from_attribute_value, to_attribute_value, type_of,
};
pub use self::binary::{Binary, BinaryValue, Blob};
pub(crate) use self::codec::mismatch;
pub use self::codec::{Decode, Encode, MAX_DEPTH, Reader, Writer};
#[doc(hidden)]
pub use self::combined::{
    CombinableKind, Combination, Combined, CombinedAs, combinable, combined, touch,
};
pub use self::dynamic::{Item, Value};
pub use self::entries::{Entries, Entry};
pub(crate) use self::expiry::read_seconds;
pub use self::expiry::{Expiry, TimeToLive};
pub use self::kind::AttributeType;
pub(crate) use self::list::read_list;
pub use self::map::MapKey;
pub(crate) use self::map::read_map;
pub use self::number::Number;
pub use self::option::Nullable;
pub use self::part::{KeyPart, PartForm, PartText, PartWriter};
#[cfg(feature = "serde")]
pub use self::serde_bridge::Serde;
#[cfg(feature = "serde")]
pub(crate) use self::serde_bridge::is_none;
pub use self::time::{PointInTime, Rfc3339, UnixMillis, UnixSeconds};
pub use self::with::{As, Codec, Plain};
pub(crate) use self::writing::Touched;
pub use self::writing::{Purpose, Write, Writing};

use crate::error::Result;

/// Reads a value that may be NULL, which stands for `None`.
pub(crate) fn optional<T>(
    reader: &mut dyn Reader<'_>,
    decode: impl FnOnce(&mut dyn Reader<'_>) -> Result<T>,
) -> Result<Option<T>> {
    if reader.kind()? == AttributeType::Null {
        reader.null()?;
        return Ok(None);
    }
    decode(reader).map(Some)
}
