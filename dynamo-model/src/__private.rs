//! The only door for generated code. Nothing here is for people, and anything may change in any release.

pub use crate::error::{AttributePath, Error, Result};
pub use crate::expr::Path;
pub use crate::schema::{
    Field, Key, KeySchema, Member, Pair, Schema, Shape, Single, TableSchema, Tries, begin_tagged,
    decode_content, decode_shape, decode_tagged, encode_shape, end_list, pair_key, read_map,
    read_tag, single_key, unknown_variant,
};
pub use crate::value::{
    As, Attribute, Binary, Codec, Decode, Encode, FieldsOf, KeyAttribute, NoFields, Nullable,
    Plain, Reader, Writer, kind,
};
pub use std::sync::Arc;

/// Writes an item in DynamoDB's JSON: what the benchmarks time without the rest of a request.
pub fn encode_json<T: Encode>(item: &T) -> Result<Vec<u8>> {
    crate::wire::write_item(item)
}

/// Reads the items in the body of an answer: what the benchmarks time without the rest of a request.
pub fn decode_json_items<T: Decode>(body: &[u8]) -> Result<Vec<T>> {
    crate::wire::items(body, usize::MAX, T::decode).map(|page| page.items)
}
