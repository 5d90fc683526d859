//! Which of its models an item of a collection is one of.

use std::borrow::Cow;

use crate::error::{Error, ErrorKind, Result};
use crate::schema::TableSchema;
use crate::value::Reader;

/// The name of a type that an error may show. A longer one is taken for data.
const LONGEST_SHOWN: usize = 64;

/// Reads an item as one of the models of a collection.
type Read<C> = fn(&mut dyn Reader<'_>) -> Result<C>;

type Models = &'static [&'static TableSchema];

/// Reads the item ahead as the model that it is one of: by its type, or if it has none, by the form of its key. There is one
/// of `members` for each model of the schema, and `other` for all other items.
///
/// # Errors
/// If it is an item of no model and there is no `other`, and those of reading it.
pub fn decode_member<C>(
    schema: &'static TableSchema,
    members: &[Read<C>],
    other: Option<Read<C>>,
    reader: &mut dyn Reader<'_>,
) -> Result<C> {
    let found = find(schema.models(), reader)?;
    let member = match found {
        Found::Model(position) => members.get(position).copied(),
        Found::Type(..) | Found::Nothing => None,
    };
    match member.or(other) {
        Some(read) => read(reader),
        None => Err(unknown(schema.models(), found, reader)),
    }
}

/// Whether the item ahead is one that the collection takes.
#[allow(clippy::missing_errors_doc)] // those of the reader
pub(crate) fn is_member(schema: &'static TableSchema, reader: &mut dyn Reader<'_>) -> Result<bool> {
    let is_of_model = matches!(find(schema.models(), reader)?, Found::Model(_));
    Ok(is_of_model || schema.is_open())
}

/// What an item says of itself.
enum Found<'de> {
    /// It is one of the model at this position.
    Model(usize),
    /// It has this type, which is that of no model.
    Type(&'static str, Cow<'de, str>),
    /// It has no type, and its key is of no form that tells.
    Nothing,
}

fn find<'de>(models: Models, reader: &mut dyn Reader<'de>) -> Result<Found<'de>> {
    match find_type(models, reader)? {
        Found::Nothing => find_key(models, reader),
        found => Ok(found),
    }
}

/// The model by the attribute that tells the type. Models may have different ones; mostly it is one, and looked for once.
fn find_type<'de>(models: Models, reader: &mut dyn Reader<'de>) -> Result<Found<'de>> {
    let mut unknown = Found::Nothing;
    let mut last: Option<(&str, Option<Cow<'de, str>>)> = None;
    for (position, model) in models.iter().enumerate() {
        let Some(item_type) = model.item_type() else {
            continue;
        };
        let attribute = item_type.attribute();
        let name = match last.take() {
            Some((looked_for, name)) if looked_for == attribute => name,
            _ => peek(reader, attribute)?,
        };
        if let Some(name) = &name {
            if item_type.names().contains(&&**name) {
                return Ok(Found::Model(position));
            }
            if matches!(unknown, Found::Nothing) {
                unknown = Found::Type(attribute, name.clone());
            }
        }
        last = Some((attribute, name));
    }
    Ok(unknown)
}

/// The first model without a type whose templates can have made the key of the item.
fn find_key<'de>(models: Models, reader: &mut dyn Reader<'de>) -> Result<Found<'de>> {
    for (position, model) in models.iter().enumerate() {
        if model.item_type().is_none() && has_key_of(model, reader)? {
            return Ok(Found::Model(position));
        }
    }
    Ok(Found::Nothing)
}

fn has_key_of(model: &TableSchema, reader: &mut dyn Reader<'_>) -> Result<bool> {
    let mut templates = 0;
    for key in model.primary().keys() {
        if let Some(template) = key.template() {
            templates += 1;
            if !peek(reader, key.name())?.is_some_and(|text| template.matches(&text)) {
                return Ok(false);
            }
        }
    }
    Ok(templates > 0)
}

/// The text of an attribute; `None` as well if it is no text, which says no more of the type.
fn peek<'de>(reader: &mut dyn Reader<'de>, name: &str) -> Result<Option<Cow<'de, str>>> {
    match reader.peek_str(name) {
        Err(error) if error.kind() == ErrorKind::Decode => Ok(None),
        found => found,
    }
}

/// The error for an item that no model takes.
fn unknown(models: Models, found: Found<'_>, reader: &mut dyn Reader<'_>) -> Error {
    let names = names(models);
    let next = "add a variant for it, or `#[dynamo(other)] Other(Item)` for all others";
    if let Found::Type(attribute, name) = found {
        let which = if name.chars().count() <= LONGEST_SHOWN {
            format!("a `{name}`")
        } else {
            "of a type with a long name".to_owned()
        };
        let text = format!("the item is {which}, and the collection has {names}; {next}");
        return Error::decode(text).at(attribute);
    }
    let by_key = forms(models).map(|forms| format!("its key is none of {forms}"));
    let Some(item_type) = models.iter().find_map(|model| model.item_type()) else {
        return Error::decode(format!("{}; {next}", by_key.unwrap_or_default()));
    };
    // It is there and no text, or this is no item at all.
    if let Err(error) = reader.peek_str(item_type.attribute()) {
        return error;
    }
    let by_key = by_key.map(|by_key| format!(", and {by_key}"));
    Error::decode(format!(
        "missing: it would tell which of {names} the item is{}; {next}",
        by_key.unwrap_or_default()
    ))
    .at(item_type.attribute())
}

/// The names of the models that have one: "`Customer`, `Order`".
fn names(models: Models) -> String {
    let types = models.iter().filter_map(|model| model.item_type());
    let names = types.map(|item_type| format!("`{}`", item_type.name()));
    names.collect::<Vec<_>>().join(", ")
}

/// The forms of the keys that tell a model: "`USER#{id}` + `PROFILE`, ..".
fn forms(models: Models) -> Option<String> {
    let forms: Vec<_> = models
        .iter()
        .filter(|model| model.item_type().is_none())
        .map(|model| {
            let templates = model.primary().keys().filter_map(|key| key.template());
            let shapes = templates.map(|template| format!("`{}`", template.shape()));
            shapes.collect::<Vec<_>>().join(" + ")
        })
        .collect();
    (!forms.is_empty()).then(|| forms.join(", "))
}
