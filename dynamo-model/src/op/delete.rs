//! Deleting an item.

use std::any::TypeId;
use std::fmt;

use aws_sdk_dynamodb::operation::delete_item::builders::DeleteItemFluentBuilder;
use aws_sdk_dynamodb::operation::delete_item::{DeleteItemError, DeleteItemInput};
use aws_sdk_dynamodb::types::ReturnValue;

use super::get::fields;
use super::hooks::Loading;
use super::returning::{Returning, Written};
use super::transact::carry_out_alone;
use super::unique::Claims;
use super::write::{
    Expect, Form, IntoBatchWrite, IntoTransactWrite, Part, Step, StepAction, Terms, on_failure,
    unconditional,
};
use super::{Attributes, Model, key_attributes};
use crate::client::{Client, Doubt, Table, call, lacking};
use crate::error::Result;
use crate::expr::{Condition, Renderer, Test};
use crate::lifecycle::{ExpectedVersion, conformed};
use crate::schema::{Batchable, Key, KeyShape, Schema, Versioned};

/// Deletes one item by its key. Made by [`Model::delete`].
///
/// One request, which costs a write unit for every KB of the item.
#[must_use = "an operation does nothing until it is sent"]
pub struct Delete<M, T = ()> {
    key: Key<M>,
    version: ExpectedVersion,
    condition: Test,
    returning: Returning<T>,
    table: Table,
}

impl<M: Model> Delete<M> {
    pub(crate) fn new(key: Key<M>) -> Self {
        Self {
            key,
            version: ExpectedVersion::default(),
            condition: Test::EMPTY,
            returning: Returning::nothing(),
            table: Table::default(),
        }
    }
}

impl<M: Model, T> Delete<M, T> {
    /// Deletes only if the item that is there meets this condition. Several conditions all have to hold.
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

    /// Deletes only if the item that is there has this version.
    ///
    /// If it has another one, the error is [`VersionConflict`](crate::ErrorKind::VersionConflict) and carries the item that is there; if there
    /// is none, it is [`NotFound`](crate::ErrorKind::NotFound).
    pub fn expect_version(mut self, version: M::Version) -> Self
    where
        M: Versioned,
    {
        self.version = ExpectedVersion::new(version);
        self
    }

    /// Gives back the item that was deleted, if there was one.
    ///
    /// Not of a model with unique attributes: it is deleted in a transaction, which gives nothing back.
    pub fn return_old(self) -> Delete<M, Option<M>> {
        Delete {
            key: self.key,
            version: self.version,
            condition: self.condition,
            returning: Returning::old(),
            table: self.table,
        }
    }

    /// Deletes from the table of this very name, whatever the client's prefix and suffix.
    pub fn table(mut self, name: impl Into<String>) -> Self {
        self.table = Table::named(name);
        self
    }

    /// The SDK's own input for this operation.
    ///
    /// # Errors
    /// [`Encode`](crate::ErrorKind::Encode) if the key has no stored form, [`Invalid`](crate::ErrorKind::Invalid) if the condition can't be right,
    /// or the model has unique attributes: such an item is deleted in a [`TransactWrite`](super::TransactWrite).
    pub fn into_input(self) -> Result<DeleteItemInput> {
        let table = self.table.declared::<M>();
        let returns = self.returning.values.clone();
        let step = self.step(table)?;
        step.alone()?;
        input(step, returns)
    }

    fn step(self, table: String) -> Result<Step> {
        let mut step = delete_of::<M>(key_attributes(self.key)?, table)?;
        step.terms.condition = self.version.condition(M::SCHEMA).and(self.condition);
        step.terms.version = self.version;
        Ok(step)
    }

    /// Runs the hook, and then the same for the table by the name that the client has for it.
    async fn step_after_hooks(self, client: &Client) -> Result<Step> {
        let table = self.table.of::<M>(client);
        if M::HOOKED {
            let key = M::Key::values(self.key.clone());
            M::before_delete(key, client).await?;
        }
        self.step(table)
    }

    /// Deletes the item. It is no error if there is none, unless a condition says so.
    ///
    /// # Errors
    /// [`ConditionFailed`](crate::ErrorKind::ConditionFailed) if the condition does not hold, [`VersionConflict`](crate::ErrorKind::VersionConflict) and
    /// [`NotFound`](crate::ErrorKind::NotFound) as [`expect_version`](Self::expect_version) says, [`Encode`](crate::ErrorKind::Encode) and
    /// [`Invalid`](crate::ErrorKind::Invalid) as [`into_input`](Self::into_input), and those of every request: see [`ErrorKind`](crate::ErrorKind).
    pub async fn send(self, client: &Client) -> Result<T> {
        let returning = self.returning.clone();
        let step = self.step_after_hooks(client).await?;
        let table = step.table.clone();
        let returned = if step.claims.is_empty() {
            let terms = step.terms.clone();
            let input = input(step, returning.values.clone())?;
            let doubt = Doubt::<DeleteItemError>::of_one();
            let request = fluent(client, input).customize();
            let request = request.interceptor(doubt.clone());
            call("DeleteItem", &table, request.send())
                .await
                .map_err(|error| terms.explain(doubt.about(error)))?
                .attributes
        } else {
            returning.needs_nothing_back()?;
            carry_out_alone(step, client).await?;
            None
        };
        let written = Written {
            sent: None,
            returned,
        };
        returning.give("DeleteItem", &table, written, client).await
    }
}

/// Deletes the item with this key, whatever it is.
pub(crate) fn delete_of<M: Schema + 'static>(key: Attributes, table: String) -> Result<Step> {
    Ok(Step {
        model: TypeId::of::<M>(),
        table,
        key,
        action: StepAction::Delete,
        terms: Terms {
            schema: M::SCHEMA,
            expect: Expect::Anything,
            condition: Test::EMPTY,
            version: ExpectedVersion::default(),
            guards: Vec::new(),
            counts: false,
        },
        claims: Claims::of_delete(M::SCHEMA)?,
    })
}

fn input(step: Step, returns: ReturnValue) -> Result<DeleteItemInput> {
    let mut renderer = Renderer::new();
    let condition = renderer.condition(&step.terms.condition())?;
    let placeholders = renderer.finish();
    DeleteItemInput::builder()
        .table_name(step.table)
        .set_key(Some(step.key))
        .set_return_values((returns != ReturnValue::None).then_some(returns))
        .set_return_values_on_condition_check_failure(on_failure(condition.as_ref()))
        .set_condition_expression(condition)
        .set_expression_attribute_names(placeholders.names)
        .set_expression_attribute_values(placeholders.values)
        .build()
        .map_err(lacking)
}

fn fluent(client: &Client, input: DeleteItemInput) -> DeleteItemFluentBuilder {
    client
        .sdk()
        .delete_item()
        .set_table_name(input.table_name)
        .set_key(input.key)
        .set_return_values(input.return_values)
        .set_return_values_on_condition_check_failure(
            input.return_values_on_condition_check_failure,
        )
        .set_condition_expression(input.condition_expression)
        .set_expression_attribute_names(input.expression_attribute_names)
        .set_expression_attribute_values(input.expression_attribute_values)
}

impl<M: Model> Form for Delete<M> {
    fn form<'a>(self: Box<Self>, client: &'a Client) -> Loading<'a, Step> {
        Box::pin(self.step_after_hooks(client))
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
impl<M: Model> IntoTransactWrite for Delete<M> {
    fn into_part(self) -> Part {
        Part::new(self)
    }
}

impl<M: Model + Batchable> IntoBatchWrite for Delete<M> {
    fn into_batch_part(self) -> Result<Part> {
        unconditional("a delete with a condition", self.condition.is_empty())?;
        Ok(Part::new(self))
    }
}

impl<M, T> Clone for Delete<M, T> {
    fn clone(&self) -> Self {
        Self {
            key: self.key.clone(),
            version: self.version.clone(),
            condition: self.condition.clone(),
            returning: self.returning.clone(),
            table: self.table.clone(),
        }
    }
}

impl<M, T> fmt::Debug for Delete<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delete").finish_non_exhaustive()
    }
}
