//! The only door for generated code. Nothing here is for people, and anything may change in any release.

pub use crate::error::{AttributePath, Error, Result};
pub use crate::expr::Path;
#[cfg(not(feature = "serde"))]
pub use crate::schema::EnableTheSerdeFeature as Serde;
pub use crate::schema::{
    Field, Key, Member, NO_TABLE, Pair, Schema, Shape, Single, TableSchema, Tries, Unknown,
    begin_tagged, decode_content, decode_shape, encode_shape, end_list, no_key, pair_key, read_map,
    read_tag, single_key, unknown_variant,
};
#[cfg(feature = "serde")]
pub use crate::value::Serde;
pub use crate::value::{
    As, Attribute, Binary, Codec, Container, Decode, Delta, Encode, FieldsOf, List, Map, MapKey,
    MayBeAbsent, NoFields, Nullable, Plain, Reader, Same, Set, Writer, key_attribute, kind,
};
pub use std::borrow::Cow;
pub use std::sync::Arc;
