//! The table of a model or of a collection, as constant data.

use super::{IndexSchema, Member, Template, UniqueSchema, Upkeep, VersionSchema};
use crate::value::{AttributeType, Entries, Entry};

/// The table of a model, its key and its attributes. Of a collection: what its models have in common.
#[derive(Debug, Clone, Copy)]
pub struct TableSchema {
    table: &'static str,
    primary: IndexSchema,
    indexes: &'static [&'static IndexSchema],
    members: &'static [Member],
    item_type: Option<ItemType>,
    version: Option<VersionSchema>,
    unique: &'static [UniqueSchema],
    ttl: Option<TtlSchema>,
    models: &'static [&'static TableSchema],
    open: bool,
}

impl TableSchema {
    /// A table with this key.
    pub const fn new(table: &'static str, primary: IndexSchema) -> Self {
        Self {
            table,
            primary,
            indexes: &[],
            members: &[],
            item_type: None,
            version: None,
            unique: &[],
            ttl: None,
            models: &[],
            open: false,
        }
    }

    /// The same with these attributes.
    #[must_use]
    pub const fn with_members(mut self, members: &'static [Member]) -> Self {
        self.members = members;
        self
    }

    /// The same with these secondary indexes.
    #[must_use]
    pub const fn with_indexes(mut self, indexes: &'static [&'static IndexSchema]) -> Self {
        self.indexes = indexes;
        self
    }

    /// The same with an attribute that tells the type of an item.
    #[must_use]
    pub const fn with_item_type(mut self, item_type: ItemType) -> Self {
        self.item_type = Some(item_type);
        self
    }

    /// The same with an attribute that counts the writes of an item.
    #[must_use]
    pub const fn with_version(mut self, version: VersionSchema) -> Self {
        self.version = Some(version);
        self
    }

    /// The same with these attributes, of which no two items have the same value.
    #[must_use]
    pub const fn with_unique(mut self, unique: &'static [UniqueSchema]) -> Self {
        self.unique = unique;
        self
    }

    /// The table of a collection of these models. An open one takes items of other types as well.
    #[must_use]
    pub const fn with_models(
        mut self,
        models: &'static [&'static TableSchema],
        open: bool,
    ) -> Self {
        self.models = models;
        self.open = open;
        self
    }

    /// The same table of items that expire.
    #[must_use]
    pub const fn with_ttl(mut self, ttl: TtlSchema) -> Self {
        self.ttl = Some(ttl);
        self
    }

    /// The name of the table, before the client's prefix and suffix.
    pub const fn table(&self) -> &'static str {
        self.table
    }

    /// The table's own key.
    pub const fn primary(&self) -> &IndexSchema {
        &self.primary
    }

    /// The partition key.
    pub fn partition_key(&self) -> KeySchema {
        self.primary
            .partition_key()
            .first()
            .copied()
            .unwrap_or(KeySchema::NONE)
    }

    /// The sort key, if the table has one.
    pub fn sort_key(&self) -> Option<KeySchema> {
        self.primary.sort_key().first().copied()
    }

    /// The names of the key attributes, the partition key first.
    pub fn key_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.primary.keys().map(KeySchema::name)
    }

    /// The secondary indexes of this model.
    pub const fn indexes(&self) -> &'static [&'static IndexSchema] {
        self.indexes
    }

    /// The declared attributes, those of flattened structs included, and those that templates make not.
    pub fn attributes(&self) -> impl Iterator<Item = AttributeSchema> + use<> {
        Member::attributes(self.members).into_iter()
    }

    /// The declared attributes, as structs have them.
    pub(super) const fn members(&self) -> &'static [Member] {
        self.members
    }

    /// The attribute that tells the type of an item.
    pub const fn item_type(&self) -> Option<ItemType> {
        self.item_type
    }

    /// The attribute that counts the writes of an item.
    pub const fn version(&self) -> Option<VersionSchema> {
        self.version
    }

    /// The attributes of which no two items have the same value. Those of the models of a collection are at hand in
    /// [`models`](Self::models).
    pub const fn unique(&self) -> &'static [UniqueSchema] {
        self.unique
    }

    /// The attribute that says when an item expires. A table has one: that of a collection is that of its models.
    pub const fn ttl(&self) -> Option<TtlSchema> {
        let mut models = self.models;
        while let [model, rest @ ..] = models {
            if model.ttl.is_some() {
                return model.ttl;
            }
            models = rest;
        }
        self.ttl
    }

    /// The models of a collection.
    pub const fn models(&self) -> &'static [&'static TableSchema] {
        self.models
    }

    /// Whether a collection takes items of other types as well.
    pub const fn is_open(&self) -> bool {
        self.open
    }
}

/// A key attribute.
#[derive(Debug, Clone, Copy)]
pub struct KeySchema {
    name: &'static str,
    key_type: AttributeType,
    template: Option<&'static Template>,
}

impl KeySchema {
    /// What stands for the key of a model whose derive has failed.
    pub(crate) const NONE: Self = Self::new("", AttributeType::S);

    pub(crate) const fn new(name: &'static str, key_type: AttributeType) -> Self {
        Self {
            name,
            key_type,
            template: None,
        }
    }

    /// A key attribute that is joined from fields.
    pub const fn templated(name: &'static str, template: &'static Template) -> Self {
        Self {
            name,
            key_type: AttributeType::S,
            template: Some(template),
        }
    }

    /// The same attribute without its template: for a collection, whose models have different ones.
    #[must_use]
    pub const fn without_template(self) -> Self {
        Self::new(self.name, self.key_type)
    }

    /// Its stored name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Its type: S, N or B.
    pub const fn key_type(&self) -> AttributeType {
        self.key_type
    }

    /// How it is joined from fields; `None` if it is one.
    pub const fn template(&self) -> Option<&'static Template> {
        self.template
    }

    /// What all keys of this template begin with, and whether it is all of them. `None` if they have no beginning in common.
    pub(crate) fn beginning(&self) -> Option<(&'static str, bool)> {
        let template = self.template?;
        let is_constant = template.names().len() == 0;
        Some((template.head(), is_constant)).filter(|(head, _)| !head.is_empty())
    }

    /// The stored names of the fields that it is made of.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &'static str> + use<> {
        let own = self.template.is_none().then_some(self.name);
        let parts = self.template.map(Template::names);
        own.into_iter().chain(parts.into_iter().flatten())
    }
}

/// The attribute that tells the type of an item in a table of several models.
#[derive(Debug, Clone, Copy)]
pub struct ItemType {
    attribute: &'static str,
    names: &'static [&'static str],
}

impl ItemType {
    /// The type that is written as the first of these names, and read by all of them.
    pub const fn new(attribute: &'static str, names: &'static [&'static str]) -> Self {
        Self { attribute, names }
    }

    /// The stored name of the attribute.
    pub const fn attribute(&self) -> &'static str {
        self.attribute
    }

    /// The name that is written.
    pub fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }

    /// The names that are read: the one that is written, and older ones.
    pub const fn names(&self) -> &'static [&'static str] {
        self.names
    }
}

/// The attribute that says when an item expires: DynamoDB's time to live, a number of whole seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TtlSchema {
    attribute: &'static str,
    hides_expired: bool,
}

impl TtlSchema {
    /// The attribute of this stored name, and whether reads leave out items whose time is past.
    pub const fn new(attribute: &'static str, hides_expired: bool) -> Self {
        Self {
            attribute,
            hides_expired,
        }
    }

    /// The stored name of the attribute.
    pub const fn attribute(&self) -> &'static str {
        self.attribute
    }

    /// Whether reads leave out items whose time is past, though DynamoDB has not deleted them yet.
    pub const fn hides_expired(&self) -> bool {
        self.hides_expired
    }
}

/// A declared attribute.
#[derive(Debug, Clone, Copy)]
pub struct AttributeSchema {
    pub(super) name: &'static str,
    pub(super) attribute_type: Option<AttributeType>,
    pub(super) required: fn() -> bool,
    pub(super) entries: fn() -> Entries,
    pub(super) moves: bool,
    pub(super) upkeep: Option<Upkeep>,
    pub(super) kept: bool,
    pub(super) aliases: &'static [&'static str],
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

    /// Whether the library changes it with every write, as it does a time of change.
    pub const fn moves(&self) -> bool {
        self.moves
    }

    pub(super) fn entry(&self) -> Entry {
        Entry {
            entries: (self.entries)(),
            moves: self.moves,
            aliases: self.aliases,
        }
    }

    /// Whether an item is not written without it: it is required, by its type or by `#[dynamo(required)]`.
    pub fn is_written(&self) -> bool {
        self.kept || self.is_required()
    }

    /// Its older names, under which it is read as well.
    pub const fn aliases(&self) -> &'static [&'static str] {
        self.aliases
    }

    /// Its type, or `None` if that is known only at run time.
    pub const fn attribute_type(&self) -> Option<AttributeType> {
        self.attribute_type
    }

    /// What updates write to it by themselves.
    pub(crate) const fn upkeep(&self) -> Option<Upkeep> {
        self.upkeep
    }
}
