//! The only door for generated code. Nothing here is for people, and anything may change in any release.

pub use crate::error::{AttributePath, Error, Result};
pub use crate::expr::{Path, index_key, table_key};
#[cfg(not(feature = "serde"))]
pub use crate::schema::EnableTheSerdeFeature as Serde;
pub use crate::schema::{
    AnyKey, Changing, Entity, Field, Fixed, Frees, Holding, Holds, Incomplete, Index, IndexSchema,
    ItemType, Joined, KeySchema, Member, NO_INDEX, NO_TABLE, Pair, Part, Primary,
    ReadsConsistently, Role, Scanned, Schema, Scope, Several, Shape, Single, TableSchema, Template,
    Tries, Unknown, begin_tagged, decode_content, decode_entity, decode_shape, encode_entity,
    encode_shape, end_list, no_key_input, part_of, read_map, read_tag, unknown_variant,
};
#[cfg(feature = "serde")]
pub use crate::value::Serde;
pub use crate::value::{
    As, Attribute, Binary, Codec, Container, Decode, Delta, Encode, FieldsOf, KeyPart, List, Map,
    MapKey, MayBeAbsent, NoFields, Nullable, PartForm, PartText, PartWriter, Plain, Reader, Same,
    Set, Writer, kind,
};
pub use aws_sdk_dynamodb::types::AttributeValue;
pub use std::borrow::Cow;
pub use std::sync::Arc;

/// Writes an item in DynamoDB's JSON: what the benchmarks time without the rest of a request.
pub fn encode_json<T: Encode>(item: &T) -> Result<Vec<u8>> {
    crate::wire::write_item(item)
}

/// Reads the items in the body of an answer: what the benchmarks time without the rest of a request.
pub fn decode_json_items<T: Decode>(body: &[u8]) -> Result<Vec<T>> {
    crate::wire::items(body, usize::MAX, T::decode).map(|page| page.items)
}
