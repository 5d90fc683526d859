//! Changing an item in place.

use std::any::TypeId;
use std::fmt;

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::operation::update_item::{UpdateItemError, UpdateItemInput};
use aws_sdk_dynamodb::types::ReturnValue;

use super::aliases::resolve;
use super::derived::derived;
use super::get::fields;
use super::hooks::{Load, Loading};
use super::returning::{Returning, Written, item};
use super::transact::carry_out_alone;
use super::unique::Claims;
use super::upkeep::upkeep;
use super::write::{Expect, Form, IntoTransactWrite, Part, Step, StepAction, Terms, on_failure};
use super::{Attributes, Model, key_attributes};
use crate::client::{Client, Doubt, Table, call, lacking};
use crate::error::{AttributePath, Error, Result};
use crate::expr::{Action, Change, Condition, Renderer, Test};
use crate::lifecycle::{ExpectedVersion, conform_actions, conformed, finish, next_version};
use crate::schema::{Key, KeySchema, Schema, TableSchema, Versioned, not_empty};
use crate::value::{Item, Purpose, Write, Writing};

/// Changes one item in place. Made by [`Model::update`], which wants the item to be there, and [`Model::upsert`], which makes it.
///
/// One request, which costs a write unit for every KB of the item before or after, whichever is larger.
#[must_use = "an operation does nothing until it is sent"]
pub struct Update<M, T = M> {
    key: Key<M>,
    expect: Expect,
    version: ExpectedVersion,
    actions: Vec<Action>,
    condition: Test,
    returning: Returning<T>,
    table: Table,
}

impl<M: Model> Update<M> {
    pub(crate) fn new(key: Key<M>, must_exist: bool) -> Self {
        Self {
            key,
            expect: if must_exist {
                Expect::Item
            } else {
                Expect::Anything
            },
            version: ExpectedVersion::default(),
            actions: Vec::new(),
            condition: Test::EMPTY,
            returning: Returning {
                values: ReturnValue::AllNew,
                read: as_it_stands,
                load: M::LOAD,
            },
            table: Table::default(),
        }
    }
}

fn as_it_stands<M: Model>(written: Written<'_>) -> Result<M> {
    item(written.returned)?
        .ok_or_else(|| Error::decode("DynamoDB did not return the item that it changed"))
}

fn attributes(written: Written<'_>) -> Result<Item> {
    Item::try_from(written.returned.unwrap_or_default())
}

impl<M: Model, T> Update<M, T> {
    /// What to change. Several changes are made together.
    ///
    /// ```
    /// # use dynamo_model::Model;
    /// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
    /// # struct Order { #[dynamo(partition_key)] id: String, total: u64, note: Option<String>, tags: Vec<String> }
    /// let update = Order::update("17").change(|o| o.total.add(5).and(o.note.remove()).and(o.tags.append(["late"])));
    /// ```
    pub fn change<C: Into<Change<M>>>(mut self, change: impl FnOnce(M::Fields<M>) -> C) -> Self {
        self.actions.extend(change(fields::<M, M>()).into().actions);
        self
    }

    /// Changes the item only if it meets this condition. Several conditions all have to hold.
    ///
    /// If it fails, the error is [`ConditionFailed`](crate::ErrorKind::ConditionFailed) and carries the item that is there.
    pub fn condition<C: Into<Condition<M>>>(
        mut self,
        condition: impl FnOnce(M::Fields<M>) -> C,
    ) -> Self {
        let condition = condition(fields::<M, M>()).into().node;
        self.condition = self.condition.and(conformed::<M>(condition));
        self
    }

    /// Changes the item only if it has this version; 0 is that of an item which has none, or of none at all.
    ///
    /// The version goes up by 1 in any case. If the item has another one, the error is
    /// [`VersionConflict`](crate::ErrorKind::VersionConflict) and carries the item that is there; if there is none, it is
    /// [`NotFound`](crate::ErrorKind::NotFound).
    pub fn expect_version(mut self, version: M::Version) -> Self
    where
        M: Versioned,
    {
        self.version = ExpectedVersion::new(version);
        self
    }

    /// Gives back the item as it was before. `None` if there was none, which only an `upsert` allows.
    ///
    /// Not if a unique attribute is changed: that is a transaction, which gives nothing back. The same is true of what was changed.
    pub fn return_old(self) -> Update<M, Option<M>> {
        self.returning(Returning::old())
    }

    /// Gives back only the changed attributes, as they now are. They are not a whole item, and so not an `M`.
    pub fn return_changed(self) -> Update<M, Item> {
        self.returning(Returning {
            values: ReturnValue::UpdatedNew,
            read: attributes,
            load: None,
        })
    }

    /// Gives back only the changed attributes, as they were before. They are not a whole item, and so not an `M`.
    pub fn return_changed_old(self) -> Update<M, Item> {
        self.returning(Returning {
            values: ReturnValue::UpdatedOld,
            read: attributes,
            load: None,
        })
    }

    /// Gives back nothing.
    pub fn return_none(self) -> Update<M, ()> {
        self.returning(Returning::nothing())
    }

    fn returning<U>(self, returning: Returning<U>) -> Update<M, U> {
        Update {
            key: self.key,
            expect: self.expect,
            version: self.version,
            actions: self.actions,
            condition: self.condition,
            returning,
            table: self.table,
        }
    }

    /// Changes an item of the table of this very name, whatever the client's prefix and suffix.
    pub fn table(mut self, name: impl Into<String>) -> Self {
        self.table = Table::named(name);
        self
    }

    /// The SDK's own input for this operation.
    ///
    /// # Errors
    /// [`Validation`](crate::ErrorKind::Validation) if a value breaks rules of the model. [`Encode`](crate::ErrorKind::Encode) if a value has no stored
    /// form or a key is empty. [`Invalid`](crate::ErrorKind::Invalid) if there is nothing to change, if an
    /// attribute is changed twice, if a key attribute is changed, if an upsert leaves out a required attribute, or if the
    /// condition can't be right.
    pub fn into_input(self) -> Result<UpdateItemInput> {
        let table = self.table.declared::<M>();
        let returns = self.returning.values.clone();
        let step = self.step(table)?;
        step.alone()?;
        input(&step, &returns)
    }

    fn step(mut self, table: String) -> Result<Step> {
        let schema = M::SCHEMA;
        let may_be_new = self.expect != Expect::Item;
        let mut writing = Writing::new(Write::Updating, Purpose::Store);
        conform_actions::<M>(&mut self.actions, &mut writing);
        if !self.actions.is_empty() {
            let mut more = upkeep::<M>(&self.actions, may_be_new, writing.now())?;
            conform_actions::<M>(&mut more, &mut writing);
            self.actions.extend(more);
        }
        let touched = writing.take_touched();
        finish(writing)?;
        check_actions::<M>(&self.actions)?;
        let key = key_attributes(self.key.clone())?;
        let derived = derived(
            &self.key,
            &self.actions,
            &touched,
            &self.condition,
            may_be_new,
        )?;
        self.actions.extend(derived.actions);
        check_index_keys(schema, &self.actions)?;
        if may_be_new {
            check_whole::<M>(&self.actions)?;
        }
        let claims = Claims::of_update(schema, &self.actions)?;
        let (mut actions, of_names) = resolve(self.actions);
        let mut guards = derived.guards;
        guards.extend(of_names);
        let mut condition = guards.iter().fold(self.condition, |condition, guard| {
            condition.and(guard.condition())
        });
        if let Some((count, expected)) = next_version(schema, &self.version)? {
            actions.push(count);
            condition = expected.and(condition);
        }
        Ok(Step {
            model: TypeId::of::<M>(),
            table,
            key,
            action: StepAction::Update(actions),
            terms: Terms {
                schema,
                expect: self.expect,
                version: self.version,
                condition,
                guards,
                counts: true,
            },
            claims,
        })
    }

    /// Changes the item, and gives back the item as it now stands.
    ///
    /// # Errors
    /// [`NotFound`](crate::ErrorKind::NotFound) of an `update` if there is no item under the key,
    /// [`VersionConflict`](crate::ErrorKind::VersionConflict) as [`expect_version`](Self::expect_version) says,
    /// [`ConditionFailed`](crate::ErrorKind::ConditionFailed) if the condition does not hold, [`Decode`](crate::ErrorKind::Decode) if the item that came
    /// back does not fit the model (the change has been made), [`Validation`](crate::ErrorKind::Validation), [`Encode`](crate::ErrorKind::Encode) and [`Invalid`](crate::ErrorKind::Invalid) as
    /// [`into_input`](Self::into_input), and those of every request: see [`ErrorKind`](crate::ErrorKind).
    pub async fn send(self, client: &Client) -> Result<T> {
        let table = self.table.of::<M>(client);
        let returning = self.returning.clone();
        let step = self.step(table.clone())?;
        if !step.claims.is_empty() {
            returning.needs_nothing_back()?;
        }
        let returned = update(step, &returning.values, client).await?;
        let written = Written {
            sent: None,
            returned,
        };
        returning.give("UpdateItem", &table, written, client).await
    }
}

/// Changes an item, and gives back what DynamoDB returns of it.
///
/// A transaction returns nothing: the item as it now stands is read behind it.
pub(super) async fn update(
    step: Step,
    returns: &ReturnValue,
    client: &Client,
) -> Result<Option<Attributes>> {
    if step.claims.is_empty() {
        let input = input(&step, returns)?;
        let doubt = Doubt::<UpdateItemError>::of_one();
        let request = fluent(client, input).customize();
        let request = request.interceptor(doubt.clone());
        let sent = call("UpdateItem", &step.table, request.send()).await;
        let output = sent.map_err(|error| step.terms.explain(doubt.about(error)))?;
        return Ok(output.attributes);
    }
    let step = carry_out_alone(step, client).await?;
    if *returns == ReturnValue::None {
        return Ok(None);
    }
    let request = client.sdk().get_item();
    let request = request
        .table_name(&step.table)
        .set_key(Some(step.key))
        .consistent_read(true);
    let read = call("GetItem", &step.table, request.send()).await;
    let read = read.map_err(|error| {
        error.while_doing(format!(
            "the change of an item of table `{}` was carried out; reading what it gave",
            step.table
        ))
    })?;
    Ok(read.item)
}

pub(super) fn input(step: &Step, returns: &ReturnValue) -> Result<UpdateItemInput> {
    let mut renderer = Renderer::new();
    let update = match &step.action {
        StepAction::Update(actions) => renderer.update(actions)?,
        _ => None,
    };
    let condition = renderer.condition(&step.terms.condition())?;
    let placeholders = renderer.finish();
    UpdateItemInput::builder()
        .table_name(&step.table)
        .set_key(Some(step.key.clone()))
        .set_update_expression(update)
        .set_return_values((*returns != ReturnValue::None).then(|| returns.clone()))
        .set_return_values_on_condition_check_failure(on_failure(condition.as_ref()))
        .set_condition_expression(condition)
        .set_expression_attribute_names(placeholders.names)
        .set_expression_attribute_values(placeholders.values)
        .build()
        .map_err(lacking)
}

/// What DynamoDB would refuse, and what would leave an item that contradicts itself: found before it is sent and said by name.
fn check_actions<M: Schema>(actions: &[Action]) -> Result<()> {
    if actions.is_empty() {
        return Err(Error::invalid(
            "there is nothing to change; give the update a change that is not empty",
        ));
    }
    check_changeable(M::SCHEMA, actions)?;
    check_overlaps(actions)
}

/// The types hold back who changes a key, but not who writes a path by hand.
fn check_changeable(schema: &TableSchema, actions: &[Action]) -> Result<()> {
    let changes = |name: &'static str| {
        let attribute = AttributePath::new(name);
        let mut paths = actions.iter().map(Action::path);
        paths.any(|path| attribute.is_prefix_of(path))
    };
    let of_key = schema.primary().keys().flat_map(KeySchema::inputs);
    if let Some(name) = schema.key_names().chain(of_key).find(|name| changes(name)) {
        return Err(Error::invalid(
            "a key attribute can't be changed; create a new item and delete the old one",
        )
        .at(name));
    }
    let templated = schema.templated_keys();
    let item_type = schema.item_type().map(|item_type| item_type.attribute());
    let version = schema.version().map(|version| version.name());
    let mut of_library = templated
        .iter()
        .map(KeySchema::name)
        .chain(item_type)
        .chain(version);
    match of_library.find(|name| changes(name)) {
        Some(name) => Err(Error::invalid(
            "the library writes this attribute, and keeps it up to date; it can't be changed by itself",
        )
        .at(name)),
        None => Ok(()),
    }
}

/// An item without the key of an index is not in it; an empty key is refused.
fn check_index_keys(schema: &TableSchema, actions: &[Action]) -> Result<()> {
    for key in schema.indexes().iter().flat_map(|index| index.keys()) {
        let key = AttributePath::new(key.name());
        let of_key = actions.iter().filter(|action| *action.path() == key);
        for value in of_key.filter_map(Action::value) {
            not_empty(value).map_err(|error| error.at_path(Some(&key)))?;
        }
    }
    Ok(())
}

fn check_overlaps(actions: &[Action]) -> Result<()> {
    for (i, action) in actions.iter().enumerate() {
        let path = action.path();
        for other in actions.iter().skip(i + 1).map(Action::path) {
            if path.is_prefix_of(other) || other.is_prefix_of(path) {
                return Err(Error::invalid(format!(
                    "it is changed twice, by itself or through `{other}`; DynamoDB changes an attribute once in an update"
                ))
                .at_path(Some(path)));
            }
        }
    }
    Ok(())
}

/// A new item has to have all that the model requires, or it could not be read back.
fn check_whole<M: Schema>(actions: &[Action]) -> Result<()> {
    let gives = |name: &str| {
        let path = AttributePath::new(name.to_owned());
        actions.iter().any(|action| {
            *action.path() == path && matches!(action, Action::Set(..) | Action::Add(..))
        })
    };
    let is_key = |name: &str| M::SCHEMA.key_names().any(|key| key == name);
    for attribute in M::SCHEMA.attributes() {
        let name = attribute.name();
        if attribute.is_written() && !is_key(name) && !gives(name) {
            return Err(Error::invalid(
                "an `upsert` may make the item, and this required attribute would be missing from it; set it \
                 (`set_if_not_exists` keeps the value of an item that is there), or use `update`",
            )
            .at(name));
        }
    }
    Ok(())
}

fn fluent(client: &Client, input: UpdateItemInput) -> UpdateItemFluentBuilder {
    client
        .sdk()
        .update_item()
        .set_table_name(input.table_name)
        .set_key(input.key)
        .set_update_expression(input.update_expression)
        .set_return_values(input.return_values)
        .set_return_values_on_condition_check_failure(
            input.return_values_on_condition_check_failure,
        )
        .set_condition_expression(input.condition_expression)
        .set_expression_attribute_names(input.expression_attribute_names)
        .set_expression_attribute_values(input.expression_attribute_values)
}

impl<M: Model, T: 'static> Form for Update<M, T> {
    fn form<'a>(self: Box<Self>, client: &'a Client) -> Loading<'a, Step> {
        let table = self.table.of::<M>(client);
        Box::pin(async move { self.step(table) })
    }

    fn declared(self: Box<Self>) -> Result<Step> {
        let table = self.table.declared::<M>();
        self.step(table)
    }

    fn again(&self) -> Box<dyn Form> {
        Box::new(self.clone())
    }
}

#[diagnostic::do_not_recommend]
impl<M: Model> IntoTransactWrite for Update<M> {
    fn into_part(self) -> Part {
        Part::new(self)
    }
}

#[diagnostic::do_not_recommend]
impl<M: Model> IntoTransactWrite for Update<M, ()> {
    fn into_part(self) -> Part {
        Part::new(self)
    }
}

impl<M, T> Clone for Update<M, T> {
    fn clone(&self) -> Self {
        Self {
            key: self.key.clone(),
            expect: self.expect,
            version: self.version.clone(),
            actions: self.actions.clone(),
            condition: self.condition.clone(),
            returning: self.returning.clone(),
            table: self.table.clone(),
        }
    }
}

impl<M, T> fmt::Debug for Update<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let paths: Vec<_> = self
            .actions
            .iter()
            .map(|action| action.path().to_string())
            .collect();
        f.debug_struct("Update")
            .field("expect", &self.expect)
            .field("changes", &paths)
            .finish_non_exhaustive()
    }
}
