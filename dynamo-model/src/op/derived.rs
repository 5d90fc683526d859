//! What an update changes besides what it was told to: the attributes that are made of changed fields, and for an item that may be
//! new, its type and the fields that its key gives.

use aws_sdk_dynamodb::types::AttributeValue;

use super::guard::Guard;
use super::recipe::Recipe;
use crate::error::{AttributePath, Error, Result};
use crate::expr::{Action, Comparison, Node, Test};
use crate::lifecycle::made_of;
use crate::schema::{Entity, Key, KeySchema, TableSchema};
use crate::value::Touched;

/// What keeps an item whole, besides the user's own actions and condition.
#[derive(Default)]
pub(crate) struct Derived {
    pub(crate) actions: Vec<Action>,
    pub(crate) guards: Vec<Guard>,
}

impl Extend<(Action, Option<Guard>)> for Derived {
    fn extend<I: IntoIterator<Item = (Action, Option<Guard>)>>(&mut self, made: I) {
        for (action, guard) in made {
            self.actions.push(action);
            self.guards.extend(guard);
        }
    }
}

/// What keeps the item whole that these actions change: `touched` are the combined attributes that they have to do with.
pub(crate) fn derived<M: Entity>(
    key: &Key<M>,
    actions: &[Action],
    touched: &[Touched],
    condition: &Test,
    may_be_new: bool,
) -> Result<Derived> {
    let of_key = key.inputs();
    let of_new = made_of::<M>(of_key.iter().map(|(name, _)| *name).filter(|_| may_be_new));
    let of_new = of_new.into_iter().filter(|new| !touched.contains(new));
    let combined: Vec<_> = touched.iter().cloned().chain(of_new).collect();
    let mut facts = Facts {
        actions: actions.to_vec(),
        condition,
        of_key,
        may_be_new,
    };
    let mut derived = Derived::default();
    for Touched { of, combined } in combined {
        let recipe = Recipe::Combined { of, combined };
        facts.refuse(&recipe)?;
        derived.extend(facts.rebuild(&recipe)?);
    }
    // A key can be made of a combined attribute.
    facts.actions.extend(derived.actions.iter().cloned());
    let schema = M::SCHEMA;
    for key in index_keys(schema) {
        if let Some(template) = key.template() {
            let recipe = Recipe::Key {
                key,
                template,
                schema,
            };
            derived.extend(facts.rebuild(&recipe)?);
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
    actions: Vec<Action>,
    condition: &'a Test,
    /// The fields that the table's key is made of: they never change.
    of_key: Vec<(&'static str, AttributeValue)>,
    may_be_new: bool,
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
    /// What is made of others is not changed by itself.
    fn refuse(&self, recipe: &Recipe) -> Result<()> {
        let attribute = recipe.attribute();
        let mut changed = self.actions.iter().map(Action::path);
        if changed.any(|path| attribute.is_prefix_of(path)) {
            return Err(Error::invalid(
                "this attribute is combined of others, and follows them; change those instead",
            )
            .at_path(Some(&attribute)));
        }
        Ok(())
    }

    /// Brings what a recipe makes up to date, if that is needed.
    fn rebuild(&self, recipe: &Recipe) -> Result<Option<(Action, Option<Guard>)>> {
        let sources = recipe.sources();
        let inputs: Vec<_> = sources
            .iter()
            .map(|source| self.input(source))
            .collect::<Result<_>>()?;
        let touched = inputs.iter().any(Input::is_touched);
        let unknown = || inputs.iter().any(|input| matches!(input, Input::Unknown));
        if !touched && (!self.may_be_new || unknown()) {
            return Ok(None);
        }
        let attribute = recipe.attribute();
        let is_gone = |input: &Input<'_>| matches!(input, Input::IsAbsent | Input::Goes);
        if recipe.needs_all() && inputs.iter().any(is_gone) {
            return Ok(Some((Action::Remove(attribute), None)));
        }
        let mut values = Vec::new();
        let mut only_if_absent = Vec::new();
        for (source, input) in sources.iter().zip(&inputs) {
            values.push(match input {
                Input::Is(value) => Some(value.clone()),
                Input::Becomes(value) => Some((*value).clone()),
                Input::BecomesIfAbsent(value) => {
                    only_if_absent.push(source);
                    Some((*value).clone())
                }
                Input::IsAbsent | Input::Goes => None,
                Input::Changes => return Err(recipe.not_computable(source)),
                Input::Unknown => return Err(recipe.unknown(source)),
            });
        }
        // A value can be none to a key, as NULL is.
        let made = recipe.make(&values)?;
        let becomes = |input: &Input<'_>| matches!(input, Input::Becomes(_));
        Ok(Some(match (only_if_absent.first(), made) {
            (None, None) => (Action::Remove(attribute), None),
            (None, made) => (Action::Set(attribute, Node::Value(Ok(made))), None),
            (Some(source), made) => {
                let guard = recipe.guard(source).filter(|_| {
                    made.is_some() && only_if_absent.len() == 1 && !inputs.iter().any(becomes)
                });
                let Some(guard) = guard else {
                    return Err(recipe.not_computable(source));
                };
                let made = Box::new(Node::Value(Ok(made)));
                let made = Node::IfNotExists(attribute.clone(), made);
                (Action::Set(attribute, made), Some(guard))
            }
        }))
    }

    fn input(&self, path: &AttributePath) -> Result<Input<'_>> {
        let mut actions = self.actions.iter();
        if let Some(action) = actions.find(|action| path.is_prefix_of(action.path())) {
            return match (action, action.value()) {
                _ if action.path() != path => Ok(Input::Changes),
                (Action::Set(_, Node::Value(Err(error))), _) => {
                    Err(error.clone().at_path(Some(path)))
                }
                (Action::Set(_, Node::Value(_)), Some(value)) => Ok(Input::Becomes(value)),
                (Action::Set(..), Some(value)) => Ok(Input::BecomesIfAbsent(value)),
                (Action::Remove(_), _) => Ok(Input::Goes),
                _ => Ok(Input::Changes),
            };
        }
        let of_key = |(known, _): &&(&'static str, _)| AttributePath::new(*known) == *path;
        if let Some((_, value)) = self.of_key.iter().find(of_key) {
            return Ok(Input::Is(value.clone()));
        }
        Ok(match said_of(self.condition, path) {
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
