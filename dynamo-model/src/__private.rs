//! The only door for generated code. Nothing here is for people, and anything may change in any release.

pub use crate::error::{AttributePath, Error, ErrorKind, Result};
pub use crate::expr::Path;
pub use crate::schema::{
    AttributeSchema, Key, KeySchema, KeyShape, Member, Pair, Schema, Shape, Single, TableSchema,
    decode_shape, encode_shape, pair_key, read, single_key, take, write,
};
pub use crate::value::{
    As, Attribute, AttributeType, Codec, Decode, Encode, FieldsOf, KeyAttribute, NoFields, Plain,
    Reader, Writer, kind,
};
