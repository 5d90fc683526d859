//! What an update changes besides what it was told to: the key attributes that templates make of changed fields, and for an
//! item that may be new, its type and the fields that its key gives.

use aws_sdk_dynamodb::types::AttributeValue;

use super::Attributes;
use crate::error::{AttributePath, Error, ErrorKind, Result};
use crate::expr::{Action, Comparison, Node, Test};
use crate::schema::{Entity, Key, KeySchema, TableSchema, Template, not_empty};

/// What keeps an item whole, besides the user's own actions and condition.
#[derive(Default)]
pub(crate) struct Derived {
    pub(crate) actions: Vec<Action>,
    pub(crate) guards: Vec<Guard>,
}

/// A field that is set if it is not there, and a key attribute that is made of it: the one is there exactly if the other is.
///
/// In an item from before the index this does not hold, and the key attribute would be made of a value that the field does not get.
#[derive(Clone, Copy)]
pub(crate) struct Guard {
    field: &'static str,
    key: &'static str,
}

impl Guard {
    /// What the item has to be.
    pub(crate) fn condition(self) -> Test {
        Test::Any(vec![
            Test::NotExists(AttributePath::new(self.field)),
            Test::Exists(AttributePath::new(self.key)),
        ])
    }

    /// The same error, if it is not for this guard. Otherwise it says so.
    pub(crate) fn explain(self, error: Error) -> Error {
        let has = |item: &Attributes, name| item.contains_key(name);
        let failed = error
            .stored_item()
            .is_some_and(|item| has(item, self.field) && !has(item, self.key));
        if !failed || !error.is_condition_failed() {
            return error;
        }
        let error = error.understood_as(
            ErrorKind::ConditionFailed,
            "the stored item lacks this key attribute, though it has the field that makes it: it was written before there was such an \
             index, or by another program; `put` the whole item once, or `set` the field instead of `set_if_not_exists`",
        );
        error.at(self.key)
    }
}

/// What keeps the item whole that these actions change.
pub(crate) fn derived<M: Entity>(
    key: &Key<M>,
    actions: &[Action],
    condition: &Test,
    may_be_new: bool,
) -> Result<Derived> {
    let facts = Facts {
        actions,
        condition,
        of_key: key.inputs(),
    };
    let mut derived = Derived::default();
    for key in index_keys(M::SCHEMA) {
        if let Some(template) = key.template() {
            facts.rebuild(&key, template, may_be_new, &mut derived)?;
        }
    }
    if may_be_new {
        derived.actions.extend(facts.of_a_new_item(M::SCHEMA));
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
    /// Brings a key attribute up to date, if that is needed.
    fn rebuild(
        &self,
        key: &KeySchema,
        template: &'static Template,
        may_be_new: bool,
        derived: &mut Derived,
    ) -> Result<()> {
        let names: Vec<_> = template.names().collect();
        let inputs: Vec<_> = names
            .iter()
            .map(|name| self.input(name))
            .collect::<Result<_>>()?;
        let touched = inputs.iter().any(Input::is_touched);
        if !touched && (!may_be_new || inputs.iter().any(|input| matches!(input, Input::Unknown))) {
            return Ok(());
        }
        let attribute = AttributePath::new(key.name());
        if inputs
            .iter()
            .any(|input| matches!(input, Input::IsAbsent | Input::Goes))
        {
            derived.actions.push(Action::Remove(attribute));
            return Ok(());
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
        // A value can be none to a key, as NULL is.
        let text = template.join(&values)?.map(AttributeValue::S);
        if let Some(text) = &text {
            not_empty(text).map_err(|error| error.at(key.name()))?;
        }
        let becomes = inputs
            .iter()
            .any(|input| matches!(input, Input::Becomes(_)));
        derived.actions.push(match (only_if_absent.first(), text) {
            (None, None) => Action::Remove(attribute),
            (None, text) => Action::Set(attribute, Node::Value(Ok(text))),
            (Some(field), text @ Some(_)) if !becomes && only_if_absent.len() == 1 => {
                let key = key.name();
                derived.guards.push(Guard { field, key });
                let text = Node::Value(Ok(text));
                Action::Set(
                    attribute.clone(),
                    Node::IfNotExists(attribute, Box::new(text)),
                )
            }
            (Some(name), _) => return Err(not_computable(name, key)),
        });
        Ok(())
    }

    fn input(&self, name: &str) -> Result<Input<'_>> {
        let path = AttributePath::new(name.to_owned());
        let mut actions = self.actions.iter();
        if let Some(action) = actions.find(|action| path.is_prefix_of(action.path())) {
            return match (action, action.value()) {
                _ if *action.path() != path => Ok(Input::Changes),
                (Action::Set(_, Node::Value(Err(error))), _) => {
                    Err(error.clone().at_path(Some(&path)))
                }
                (Action::Set(_, Node::Value(_)), Some(value)) => Ok(Input::Becomes(value)),
                (Action::Set(..), Some(value)) => Ok(Input::BecomesIfAbsent(value)),
                (Action::Remove(_), _) => Ok(Input::Goes),
                _ => Ok(Input::Changes),
            };
        }
        if let Some((_, value)) = self.of_key.iter().find(|(known, _)| *known == name) {
            return Ok(Input::Is(value.clone()));
        }
        Ok(match said_of(self.condition, &path) {
            Some(Some(value)) => Input::Is(value.clone()),
            Some(None) => Input::IsAbsent,
            None => Input::Unknown,
        })
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
        "the key attribute `{}` is made of this field too (`{}`), and would be stale: `set` it in the same change, or say in the \
         condition what it is, with `eq` or `not_exists`, which then makes sure of it",
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
