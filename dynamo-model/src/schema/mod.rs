//! What a model is: constant data, and the traits that derives implement.

mod fallback;
mod field;
mod key;
mod shape;
#[cfg_attr(not(test), expect(dead_code))] // until operations make their keys from templates
mod template;
mod variant;

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
pub use self::fallback::EnableTheSerdeFeature;
pub(crate) use self::key::present;
pub use self::key::{Encoded, HasSortKey, Key, KeyShape, Pair, Single};
pub use self::shape::Shape;
// For generated code, through `__private`.
#[doc(hidden)]
pub use self::{
    fallback::{NO_TABLE, Unknown, no_key},
    field::Field,
    key::{pair_key, single_key},
    shape::{decode_shape, encode_shape},
    template::{Part, PartSource, PartValue, Template, part_of},
    variant::{Tries, begin_tagged, decode_content, end_list, read_map, read_tag, unknown_variant},
};
use crate::value::{Attribute, AttributeType, kind};

/// A type whose values are the items of a table. Derived by `#[derive(Model)]`.
///
/// Its operations are in [`Model`](crate::Model), which every schema has.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "has no table and no key",
    note = "add `#[derive(Model)]` to it, and `#[dynamo(partition_key)]` to the field that is its key"
)]
pub trait Schema: Shape + Attribute<Kind = kind::M> {
    /// Which attributes are the key.
    type Key: KeyShape;

    /// The table, its key and its attributes.
    const SCHEMA: &'static TableSchema;

    /// The key of this item.
    fn item_key(&self) -> Key<Self>;
}

/// The table of a model, its key and its attributes.
#[derive(Debug, Clone, Copy)]
pub struct TableSchema {
    table: &'static str,
    partition_key: KeySchema,
    sort_key: Option<KeySchema>,
    members: &'static [Member],
}

impl TableSchema {
    /// A table with a partition key alone.
    pub const fn new(
        table: &'static str,
        partition_key: KeySchema,
        members: &'static [Member],
    ) -> Self {
        Self {
            table,
            partition_key,
            sort_key: None,
            members,
        }
    }

    /// The same table with a sort key.
    #[must_use]
    pub const fn with_sort_key(mut self, sort_key: KeySchema) -> Self {
        self.sort_key = Some(sort_key);
        self
    }

    /// The name of the table, before the client's prefix and suffix.
    pub const fn table(&self) -> &'static str {
        self.table
    }

    /// The partition key.
    pub const fn partition_key(&self) -> KeySchema {
        self.partition_key
    }

    /// The sort key, if the table has one.
    pub const fn sort_key(&self) -> Option<KeySchema> {
        self.sort_key
    }

    /// The names of the key attributes, the partition key first.
    pub fn key_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        std::iter::once(self.partition_key.name).chain(self.sort_key.map(|key| key.name))
    }

    /// The declared attributes, those of flattened structs included.
    pub fn attributes(&self) -> impl Iterator<Item = AttributeSchema> + use<> {
        Member::attributes(self.members).into_iter()
    }
}

/// A key attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeySchema {
    name: &'static str,
    key_type: AttributeType,
}

impl KeySchema {
    /// Its stored name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Its type: S, N or B.
    pub const fn key_type(&self) -> AttributeType {
        self.key_type
    }
}

/// A declared attribute.
#[derive(Debug, Clone, Copy)]
pub struct AttributeSchema {
    name: &'static str,
    attribute_type: Option<AttributeType>,
    required: fn() -> bool,
}

impl AttributeSchema {
    /// Its stored name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether an item without it can't be read.
    pub fn is_required(&self) -> bool {
        (self.required)()
    }

    /// Its type, or `None` if that is known only at run time.
    pub const fn attribute_type(&self) -> Option<AttributeType> {
        self.attribute_type
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
