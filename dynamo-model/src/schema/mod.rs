//! What a model is: constant data, and the traits that derives implement.

mod alias;
mod batchable;
mod collection;
mod constant;
mod entity;
mod fallback;
mod field;
mod identity;
mod index;
mod key;
mod pattern;
mod reference;
mod role;
mod shape;
mod table;
mod template;
mod unique;
mod upkeep;
mod variant;
mod version;

pub use self::batchable::Batchable;
pub use self::collection::{CatchAll, Entities, Gather, MemberOf};
pub(crate) use self::entity::{check_keys, decode_owned, told_by_type};
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
pub use self::fallback::EnableTheSerdeFeature;
pub(crate) use self::identity::Identity;
pub use self::index::{Holds, Incomplete, Index, IndexSchema, Readable, ReadsConsistently, Scope};
pub use self::key::{
    Encoded, Fixed, Given, HasSortKey, Joined, Key, KeyComponent, KeyOf, KeyShape, Pair, Parts,
    Several, Single,
};
pub(crate) use self::key::{
    conform_key, conform_keys, is_empty, key_attributes, not_empty, present,
};
pub use self::reference::{Ref, RefKey, RefKeyPart};
pub use self::role::{Free, Kept, Primary, Queried, Root, Scanned, Whole};
pub use self::shape::Shape;
pub use self::table::{AttributeSchema, ItemType, KeySchema, TableSchema, TtlSchema};
pub use self::unique::UniqueSchema;
pub use self::version::{VersionNumber, VersionSchema, Versioned};
// For generated code, through `__private`.
#[doc(hidden)]
pub use self::{
    alias::Aliased,
    batchable::Unconditional,
    collection::{
        Completeness, ItemOf, Listed, ListedIndex, catch_all, check_index, check_member,
        decode_member, gather_one, gathered_one, is_complete, member_of,
    },
    entity::{decode_entity, encode_entity, no_key_input},
    fallback::{AnyKey, NO_INDEX, NO_TABLE, Unknown},
    field::{Field, Rules, expect_constant},
    pattern::{check_name, matches_any},
    role::{
        Changeable, Changing, Compares, Frees, HeldBy, Holding, NotKeyOf, Reads, Removable,
        Removing, Role,
    },
    shape::{
        CatchesAll, catches_all, conform_shape, conform_whole, decode_shape, deny, encode_shape,
        entries_of_shape,
    },
    template::{Part, PartSource, PartValue, Template, part_of},
    upkeep::{Upkeep, When},
    variant::{
        Tries, begin_tagged, decode_content, decode_only_content, end_list, read_map, read_tag,
        unknown_variant,
    },
    version::{Counter, counter},
};
use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::Result;
use crate::value::{Attribute, kind};

/// What is read from one table: a model, or a collection of models.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "has no table and no key",
    note = "add `#[derive(Clone, Model)]` to it, and `#[dynamo(partition_key)]` to the field that is its key"
)]
pub trait Schema: Attribute<Kind = kind::M> {
    /// Which attributes are the key.
    type Key: KeyShape;

    /// The table, its key and its attributes.
    const SCHEMA: &'static TableSchema;
}

/// A type whose values are the items of a table. Derived by `#[derive(Clone, Model)]`.
///
/// Its operations are in [`Model`](crate::Model), which every entity has.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "has no table and no key",
    note = "add `#[derive(Clone, Model)]` to it, and `#[dynamo(partition_key)]` to the field that is its key",
    note = "the items of a collection are written through its models: `Order::put(..)`"
)]
pub trait Entity: Schema + Shape {
    /// The key of this item.
    fn item_key(&self) -> Key<Self> {
        Key::of(self)
    }

    /// The stored form of a field that a key is made of, or that is unique, by its stored name; `None` if it is absent.
    ///
    /// # Errors
    /// If the value has no stored form; the error's path is the name. If no key is made of such a field.
    #[doc(hidden)]
    fn key_input(&self, name: &str) -> Result<Option<AttributeValue>>;

    /// The field that counts the writes of the item.
    #[doc(hidden)]
    fn version_mut(&mut self) -> Option<&mut dyn Counter> {
        None
    }
}

/// A field of a struct, as the schema sees it.
#[derive(Debug, Clone, Copy)]
pub enum Member {
    /// An attribute.
    Attribute(AttributeSchema),
    /// The attributes of a flattened struct.
    Flattened(&'static [Member]),
}

impl Member {
    /// The attribute of this name, those of flattened structs included.
    fn find(members: &'static [Self], name: &str) -> Option<AttributeSchema> {
        members.iter().find_map(|member| match member {
            Self::Attribute(attribute) => (attribute.name == name).then_some(*attribute),
            Self::Flattened(members) => Self::find(members, name),
        })
    }

    fn attributes(members: &'static [Self]) -> Vec<AttributeSchema> {
        let mut attributes = Vec::new();
        for member in members {
            match member {
                Self::Attribute(attribute) => attributes.push(*attribute),
                Self::Flattened(members) => attributes.extend(Self::attributes(members)),
            }
        }
        attributes
    }
}
