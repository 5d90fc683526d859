//! Rust values and attribute values, in both directions.

mod attribute;
pub(crate) mod av;
mod binary;
mod buffer;
mod civil;
mod codec;
mod dynamic;
mod external;
pub mod kind;
mod list;
mod map;
pub(crate) mod number;
mod option;
mod pointer;
mod scalar;
#[cfg(feature = "serde")]
mod serde_bridge;
mod set;
#[cfg(test)]
pub(crate) mod testing;
mod text;
mod time;
mod with;

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
pub use self::dynamic::{Item, Value};
pub use self::kind::AttributeType;
pub use self::map::MapKey;
pub use self::number::Number;
pub use self::option::Nullable;
#[cfg(feature = "serde")]
pub use self::serde_bridge::Serde;
pub use self::time::{PointInTime, Rfc3339, UnixMillis, UnixSeconds};
pub use self::with::{As, Codec, Plain};

use crate::error::Result;

/// Reads a value that may be NULL, which stands for `None`.
pub(crate) fn optional<T>(
    reader: &mut dyn Reader<'_>,
    decode: fn(&mut dyn Reader<'_>) -> Result<T>,
) -> Result<Option<T>> {
    if reader.kind()? == AttributeType::Null {
        reader.null()?;
        return Ok(None);
    }
    decode(reader).map(Some)
}
