//! The only door for generated code. Nothing here is for people, and anything may change in any release.

pub use crate::__output as output;
pub use crate::client::Client;
pub use crate::error::{At, AttributePath, Error, Report, Result, Segment, Violation};
pub use crate::expr::{
    FitsIn, Flattened, OneAttribute, Path, Pick, Picks, Plan, Planner, Projection, guard_key, held,
    index_key, index_of, plan_picks, table_key, unique,
};
pub use crate::lifecycle::{
    Bounds, IdKind, Identifier, Ids, Moment, Pattern, Said, UlidKind, UuidV4, UuidV7, amend,
    amend_read, byte_length, check_whole, constant, custom, discreet_read, each, email, expires,
    expiry, ids, is_constant, keys, length, moment, one_of, pattern, range, ready, refreshed,
    required, transform, transform_read, url, values,
};
pub use crate::op::{Hooks, Load, LoadFn, LoadOf, Loading, NoLoad, hooked, load_member};
#[cfg(feature = "serde")]
pub use crate::output::{
    Beside, Content, Entries, Own, SerializeContent, View, element, fields, inner, list, map,
    modified,
};
#[cfg(not(feature = "serde"))]
pub use crate::schema::EnableTheSerdeFeature as Serde;
pub use crate::schema::{
    Aliased, AnyKey, CatchesAll, Changeable, Changing, Completeness, Counter, Entities, Entity,
    Field, Fixed, Frees, Gather, Holding, Holds, Incomplete, Index, IndexSchema, ItemOf, ItemType,
    Joined, Kept, KeySchema, Listed, ListedIndex, Member, MemberOf, NO_INDEX, NO_TABLE, Pair, Part,
    Primary, Readable, ReadsConsistently, Removing, Role, Rules, Scanned, Schema, Scope, Several,
    Shape, Single, TableSchema, Template, Tries, TtlSchema, Unconditional, UniqueSchema, Unknown,
    Upkeep, VersionSchema, Versioned, When, begin_tagged, catch_all, catches_all, check_index,
    check_member, check_name, conform_shape, conform_whole, counter, decode_content, decode_entity,
    decode_member, decode_only_content, decode_shape, deny, encode_entity, encode_shape, end_list,
    entries_of_shape, expect_constant, gather_one, gathered_one, is_complete, matches_any,
    member_of, no_key_input, part_of, read_map, read_tag, unknown_variant,
};
#[cfg(feature = "serde")]
pub use crate::value::Serde;
pub use crate::value::{
    As, Attribute, Binary, Codec, CombinedAs, Container, Decode, Delta, Encode,
    Entries as EntriesOf, FieldsOf, KeyPart, List, Map, MapKey, MayBeAbsent, NoFields, Nullable,
    PartForm, PartText, PartWriter, Plain, Purpose, Reader, Same, Set, TimeToLive, Writer, Writing,
    combinable, combined, kind, touch,
};
pub use aws_sdk_dynamodb::types::AttributeValue;
#[cfg(feature = "serde")]
pub use serde::{Serialize, Serializer};
pub use std::borrow::Cow;
pub use std::sync::Arc;
pub use std::time::{Duration, SystemTime};

/// Writes an item in DynamoDB's JSON: what the benchmarks time without the rest of a request.
pub fn encode_json<T: Encode>(item: &T) -> Result<Vec<u8>> {
    crate::wire::write_item(item)
}

/// Reads the items in the body of an answer: what the benchmarks time without the rest of a request.
pub fn decode_json_items<T: Decode>(body: &[u8]) -> Result<Vec<T>> {
    crate::wire::items(body, usize::MAX, T::decode).map(|page| page.items)
}
