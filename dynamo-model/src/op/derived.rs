//! What an update changes besides what it was told to: the key attributes that templates make of changed fields, and for an
//! item that may be new, its type and the fields that its key gives.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::{AttributePath, Error, Result};
use crate::expr::{Action, Comparison, Node, Test};
use crate::schema::{Entity, Key, KeySchema, TableSchema, Template, not_empty};

/// The actions that keep the item whole, besides the user's own.
pub(crate) fn derived_actions<M: Entity>(
    key: &Key<M>,
    actions: &[Action],
    condition: &Test,
    may_be_new: bool,
) -> Result<Vec<Action>> {
    let facts = Facts {
        actions,
        condition,
        of_key: key.inputs(),
    };
    let mut derived = Vec::new();
    for key in index_keys(M::SCHEMA) {
        if let Some(template) = key.template() {
            derived.extend(facts.rebuild(&key, template, may_be_new)?);
        }
    }
    if may_be_new {
        derived.extend(facts.of_a_new_item(M::SCHEMA));
    }
    Ok(derived)
}

/// The key attributes of indexes that templates make, and that are not the table's key as well.
fn index_keys(schema: &TableSchema) -> impl Iterator<Item = KeySchema> {
    let table: Vec<_> = schema.key_names().collect();
    schema
        .templated_keys()
        .into_iter()
        .filter(move |key| !table.contains(&key.name()))
}

/// What is known of an item before it is changed.
struct Facts<'a> {
    actions: &'a [Action],
    condition: &'a Test,
    /// The fields that the table's key is made of: they never change.
    of_key: Vec<(&'static str, AttributeValue)>,
}

/// What is known of a field after the update.
enum Input<'a> {
    /// It has this value, because it is in the key, or because the condition says so.
    Is(AttributeValue),
    /// The condition says that it is absent.
    IsAbsent,
    /// The update gives it this value.
    Becomes(&'a AttributeValue),
    /// The update gives it this value, if it has none.
    BecomesIfAbsent(&'a AttributeValue),
    /// The update removes it.
    Goes,
    /// The update changes it to what only DynamoDB knows.
    Changes,
    /// Nothing.
    Unknown,
}

impl Input<'_> {
    fn is_touched(&self) -> bool {
        !matches!(self, Self::Is(_) | Self::IsAbsent | Self::Unknown)
    }
}

impl Facts<'_> {
    /// The action that brings a key attribute up to date, if one is needed.
    fn rebuild(
        &self,
        key: &KeySchema,
        template: &'static Template,
        may_be_new: bool,
    ) -> Result<Option<Action>> {
        let names: Vec<_> = template.names().collect();
        let inputs: Vec<_> = names.iter().map(|name| self.input(name)).collect();
        let touched = inputs.iter().any(Input::is_touched);
        if !touched && (!may_be_new || inputs.iter().any(|input| matches!(input, Input::Unknown))) {
            return Ok(None);
        }
        let attribute = AttributePath::new(key.name());
        if inputs
            .iter()
            .any(|input| matches!(input, Input::IsAbsent | Input::Goes))
        {
            return Ok(Some(Action::Remove(attribute)));
        }
        let mut values = Vec::new();
        let mut only_if_absent = Vec::new();
        for (name, input) in names.iter().zip(&inputs) {
            match input {
                Input::Is(value) => values.push(Some(value.clone())),
                Input::Becomes(value) => values.push(Some((*value).clone())),
                Input::BecomesIfAbsent(value) => {
                    only_if_absent.push(*name);
                    values.push(Some((*value).clone()));
                }
                Input::IsAbsent | Input::Goes => {}
                Input::Changes => return Err(not_computable(name, key)),
                Input::Unknown => return Err(unknown(name, key, template)),
            }
        }
        let text = template.join(&values)?.map(AttributeValue::S);
        if let Some(text) = &text {
            not_empty(text).map_err(|error| error.at(key.name()))?;
        }
        let text = Node::Value(Ok(text));
        let becomes = inputs
            .iter()
            .any(|input| matches!(input, Input::Becomes(_)));
        match (only_if_absent.first(), becomes || only_if_absent.len() > 1) {
            (None, _) => Ok(Some(Action::Set(attribute, text))),
            // The attribute is there exactly if this field is.
            (Some(_), false) => {
                let text = Node::IfNotExists(attribute.clone(), Box::new(text));
                Ok(Some(Action::Set(attribute, text)))
            }
            (Some(name), true) => Err(not_computable(name, key)),
        }
    }

    fn input(&self, name: &str) -> Input<'_> {
        let path = AttributePath::new(name.to_owned());
        let mut actions = self.actions.iter();
        if let Some(action) = actions.find(|action| path.is_prefix_of(action.path())) {
            return match action {
                Action::Set(at, Node::Value(Ok(Some(value)))) if *at == path => {
                    Input::Becomes(value)
                }
                Action::Set(at, Node::IfNotExists(of, node)) if *at == path && *of == path => {
                    match &**node {
                        Node::Value(Ok(Some(value))) => Input::BecomesIfAbsent(value),
                        _ => Input::Changes,
                    }
                }
                Action::Remove(at) if *at == path => Input::Goes,
                _ => Input::Changes,
            };
        }
        if let Some((_, value)) = self.of_key.iter().find(|(known, _)| *known == name) {
            return Input::Is(value.clone());
        }
        match said_of(self.condition, &path) {
            Some(Some(value)) => Input::Is(value.clone()),
            Some(None) => Input::IsAbsent,
            None => Input::Unknown,
        }
    }

    /// What an item has from its beginning: its type, and the fields that are in its key and are attributes too.
    fn of_a_new_item(&self, schema: &TableSchema) -> Vec<Action> {
        let set = |name: &'static str, value: AttributeValue| {
            Action::Set(AttributePath::new(name), Node::Value(Ok(Some(value))))
        };
        let item_type = schema
            .item_type()
            .map(|of| set(of.attribute(), AttributeValue::S(of.name().to_owned())));
        let is_key = |name: &str| schema.key_names().any(|key| key == name);
        let declared: Vec<_> = schema
            .attributes()
            .map(|declared| declared.name())
            .collect();
        let fields = self
            .of_key
            .iter()
            .filter(|(name, _)| declared.contains(name) && !is_key(name))
            .map(|(name, value)| set(name, value.clone()));
        item_type.into_iter().chain(fields).collect()
    }
}

/// What a condition says of the value of an attribute: a value, that it is absent, or nothing.
fn said_of<'a>(condition: &'a Test, of: &AttributePath) -> Option<Option<&'a AttributeValue>> {
    match condition {
        Test::All(tests) => tests.iter().find_map(|test| said_of(test, of)),
        Test::Compare(Node::Path(path), Comparison::Eq, Node::Value(Ok(Some(value))))
            if path == of =>
        {
            Some(Some(value))
        }
        Test::NotExists(path) if path == of => Some(None),
        _ => None,
    }
}

fn unknown(name: &str, key: &KeySchema, template: &Template) -> Error {
    Error::invalid(format!(
        "the key attribute `{}` is made of this field too (`{}`), and would be stale: give its value as well, with `set`, or in \
         the condition (`.condition(|o| o.{name}.eq(..))`), which then makes sure of it",
        key.name(),
        template.shape(),
    ))
    .at(name.to_owned())
}

fn not_computable(name: &str, key: &KeySchema) -> Error {
    Error::invalid(format!(
        "the key attribute `{}` is made of this field, and what it will be is not known before DynamoDB computes it: `set` it to a \
         value",
        key.name()
    ))
    .at(name.to_owned())
}
