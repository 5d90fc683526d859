//! Whole items: what a model stores besides the attributes of its fields.
//!
//! The attributes that templates make, and the attribute that tells the type, belong to the item and not to the struct: they
//! are written and read here, around the struct's own attributes.

use aws_sdk_dynamodb::types::AttributeValue;

use super::collection::is_member;
use super::shape::finish;
use super::{Entity, ItemType, KeySchema, Schema, TableSchema, not_empty};
use crate::error::{Error, Result};
use crate::value::{Reader, Writer};

/// Writes an item: the attributes of the struct, those that templates make, and its type.
#[allow(clippy::missing_errors_doc)] // those of `Shape` and of templates
pub fn encode_entity<M: Entity>(item: &M, writer: &mut dyn Writer) -> Result<()> {
    let schema = M::SCHEMA;
    writer.begin_map(M::MEMBERS.len() + schema.indexes().len() + 2)?;
    item.write_attributes(writer)?;
    for key in schema.templated_keys() {
        if let Some(text) = key_text(item, &key)? {
            writer.key(key.name())?;
            writer.str(&text)?;
        }
    }
    if let Some(item_type) = schema.item_type() {
        writer.key(item_type.attribute())?;
        writer.str(item_type.name())?;
    }
    writer.end_map()
}

/// The text that a template makes of an item; `None` if one of its parts is absent.
fn key_text<M: Entity>(item: &M, key: &KeySchema) -> Result<Option<String>> {
    let Some(template) = key.template() else {
        return Ok(None);
    };
    let parts: Vec<_> = template
        .names()
        .map(|name| item.key_input(name))
        .collect::<Result<_>>()?;
    template.join(&parts)
}

/// The key of an item. Fails if DynamoDB would refuse the item for one of its keys: that of the table is always there, and no key is
/// empty. An item without the key of an index is not in that index.
pub(crate) fn check_keys<M: Entity>(item: &M) -> Result<Vec<(&'static str, AttributeValue)>> {
    let key = item.item_key().into_attributes()?;
    for index_key in M::SCHEMA.indexes().iter().flat_map(|index| index.keys()) {
        let value = match index_key.template() {
            Some(_) => key_text(item, index_key)?.map(AttributeValue::S),
            None => item.key_input(index_key.name())?,
        };
        if let Some(value) = value {
            not_empty(&value).map_err(|error| error.at(index_key.name()))?;
        }
    }
    Ok(key)
}

/// Reads an item of this type.
#[allow(clippy::missing_errors_doc)] // those of `Shape`
pub fn decode_entity<M: Entity>(reader: &mut dyn Reader<'_>) -> Result<M> {
    let mut slots = M::Slots::default();
    let mut unseen = M::SCHEMA.item_type();
    reader.enter_map()?;
    while let Some(name) = reader.next_key()? {
        if let Some(item_type) = M::SCHEMA.item_type()
            && name == item_type.attribute()
        {
            check_type(item_type, reader).map_err(|error| error.at(item_type.attribute()))?;
            unseen = None;
        } else if !M::read_attribute(&mut slots, &name, reader)? {
            M::read_unknown(&name, reader)?;
        }
    }
    match unseen {
        Some(item_type) => Err(Error::decode(format!(
            "missing: it would tell that the item is a `{}`",
            item_type.name()
        ))
        .at(item_type.attribute())),
        None => finish(slots, reader),
    }
}

/// Reads an item if it is one of this model or collection, as far as its type tells; `None` if it is of another.
pub(crate) fn decode_owned<M: Schema, T>(
    reader: &mut dyn Reader<'_>,
    decode: fn(&mut dyn Reader<'_>) -> Result<T>,
) -> Result<Option<T>> {
    if is_owned(M::SCHEMA, reader)? {
        return decode(reader).map(Some);
    }
    reader.skip()?;
    Ok(None)
}

fn is_owned(schema: &'static TableSchema, reader: &mut dyn Reader<'_>) -> Result<bool> {
    if !schema.models().is_empty() {
        return is_member(schema, reader);
    }
    let Some(item_type) = schema.item_type() else {
        return Ok(true);
    };
    let found = reader.peek_str(item_type.attribute())?;
    Ok(found.is_some_and(|found| item_type.names().contains(&&*found)))
}

fn check_type(item_type: ItemType, reader: &mut dyn Reader<'_>) -> Result<()> {
    let found = reader.str()?;
    if item_type.names().contains(&&*found) {
        return Ok(());
    }
    Err(of_another_type(item_type, &found))
}

fn of_another_type(item_type: ItemType, found: &str) -> Error {
    Error::decode(format!(
        "the item is a `{found}`, not a `{}`",
        item_type.name()
    ))
}

/// The same error, unless the item that it carries is of another type: then that is what is wrong, whichever attribute was met
/// first.
pub(crate) fn told_by_type<M: Schema>(error: Error) -> Error {
    let Some(item_type) = M::SCHEMA.item_type() else {
        return error;
    };
    let attribute = item_type.attribute();
    let item = error.stored_item();
    match item.and_then(|item| item.get(attribute)) {
        Some(AttributeValue::S(found)) if !item_type.names().contains(&&**found) => {
            let told = of_another_type(item_type, found).at(attribute);
            told.with_item(item.cloned())
        }
        _ => error,
    }
}

/// The error for a field that no key is made of.
pub fn no_key_input(name: &str) -> Error {
    Error::invalid("no key is made of this field").at(name.to_owned())
}

impl TableSchema {
    /// The key attributes that templates make, of the table and of its indexes, each once.
    pub(crate) fn templated_keys(&self) -> Vec<KeySchema> {
        let mut keys: Vec<KeySchema> = Vec::new();
        let indexes = self.indexes().iter().flat_map(|index| index.keys());
        for key in self.primary().keys().chain(indexes) {
            if key.template().is_some() && keys.iter().all(|known| known.name() != key.name()) {
                keys.push(*key);
            }
        }
        keys
    }
}
