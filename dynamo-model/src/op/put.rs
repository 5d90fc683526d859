//! Writing a whole item.

use std::fmt;
use std::sync::Arc;

use aws_sdk_dynamodb::operation::put_item::PutItemInput;
use aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder;
use aws_sdk_dynamodb::types::ReturnValue;

use super::Model;
use super::get::fields;
use super::hooks::{Load, before_save};
use super::returning::{Returning, Written};
use super::write::{Expect, on_failure};
use crate::client::{Client, Splice, Table, call};
use crate::error::{Error, Result};
use crate::expr::{Condition, Renderer, Test};
use crate::lifecycle::{ExpectedVersion, advanced, conformed, prepared};
use crate::schema::check_keys;
use crate::value::{Decode, Write};
use crate::wire;

/// Writes a whole item. Made by [`Model::put`], which replaces, and [`Model::create`], which does not.
///
/// One request, which costs a write unit for every KB of the item, or of the one it replaces if that is larger.
#[must_use = "an operation does nothing until it is sent"]
pub struct Put<M, T = M> {
    content: Content<M>,
    expect: Expect,
    condition: Test,
    returning: Returning<T>,
    table: Table,
}

/// The item that is written.
#[derive(Clone)]
enum Content<M> {
    /// In the form that is written.
    Formed(Result<Formed>),
    /// As it was given: its hook has to run first.
    Given(Box<M>, Write),
}

/// An item in the form that is written, with keys that DynamoDB accepts.
#[derive(Clone)]
struct Formed {
    json: Vec<u8>,
    /// The version that has to be there before.
    version: ExpectedVersion,
}

impl Formed {
    fn of<M: Model>(item: &M, write: Write) -> Result<Self> {
        let (item, version) = advanced(item, write)?;
        let item = prepared(item, write)?;
        let json = wire::write_item(&*item)?;
        check_keys(&*item)?;
        Ok(Self { json, version })
    }
}

impl<M: Model> Content<M> {
    fn of(item: &M, write: Write) -> Self {
        if M::HOOKED {
            Self::Given(Box::new(item.clone()), write)
        } else {
            Self::Formed(Formed::of(item, write))
        }
    }

    fn form(self) -> Result<Formed> {
        match self {
            Self::Formed(formed) => formed,
            Self::Given(item, write) => Formed::of(&*item, write),
        }
    }

    async fn form_after_hooks(self, client: &Client) -> Result<Formed> {
        match self {
            Self::Formed(formed) => formed,
            Self::Given(item, write) => Formed::of(&before_save(&*item, client).await?, write),
        }
    }
}

impl<M: Model> Put<M> {
    pub(crate) fn new(item: &M, write: Write) -> Self {
        Self {
            content: Content::of(item, write),
            expect: if write == Write::Creating {
                Expect::NoItem
            } else {
                Expect::Anything
            },
            condition: Test::EMPTY,
            returning: Returning {
                values: ReturnValue::None,
                read: as_it_stands,
                load: M::LOAD,
            },
            table: Table::default(),
        }
    }
}

/// The item as a read would give it now.
fn as_it_stands<M: Model>(Written { sent, .. }: Written<'_>) -> Result<M> {
    match sent {
        Some(item) => wire::read_item(item, <M as Decode>::decode),
        None => Err(Error::decode("the item that was written is not known")),
    }
}

impl<M: Model, T> Put<M, T> {
    /// Writes only if the item that is there meets this condition. Several conditions all have to hold.
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

    /// Gives back the item that was there before, if there was one.
    pub fn return_old(self) -> Put<M, Option<M>> {
        self.returning(Returning::old())
    }

    /// Gives back nothing.
    pub fn return_none(self) -> Put<M, ()> {
        self.returning(Returning::nothing())
    }

    fn returning<U>(self, returning: Returning<U>) -> Put<M, U> {
        Put {
            content: self.content,
            expect: self.expect,
            condition: self.condition,
            returning,
            table: self.table,
        }
    }

    /// Writes to the table of this very name, whatever the client's prefix and suffix.
    pub fn table(mut self, name: impl Into<String>) -> Self {
        self.table = Table::named(name);
        self
    }

    /// The SDK's own input for this operation.
    ///
    /// # Errors
    /// [`Validation`](crate::ErrorKind::Validation) if the item breaks rules of the model, [`Encode`](crate::ErrorKind::Encode) if a value has no stored
    /// form or a key is empty, [`Invalid`](crate::ErrorKind::Invalid) if the condition can't be right.
    pub fn into_input(self) -> Result<PutItemInput> {
        let table = self.table.declared::<M>();
        let Formed { json, version } = self.content.form()?;
        let condition = version.condition::<M>().and(self.condition);
        let condition = self.expect.and::<M>(condition);
        let mut input = input(table, &condition, self.returning.values)?;
        input.item = Some(wire::read_item(&json, wire::attributes)?);
        Ok(input)
    }

    /// Writes the item, and gives back the item as it now stands: the value that a read would give.
    ///
    /// # Errors
    /// [`AlreadyExists`](crate::ErrorKind::AlreadyExists) of a `create` if there is an item under the key,
    /// [`VersionConflict`](crate::ErrorKind::VersionConflict) of a `put` if the item that is there has another version, and
    /// [`NotFound`](crate::ErrorKind::NotFound) if it is gone, [`ConditionFailed`](crate::ErrorKind::ConditionFailed) if the condition does not
    /// hold, [`Validation`](crate::ErrorKind::Validation), [`Encode`](crate::ErrorKind::Encode) and [`Invalid`](crate::ErrorKind::Invalid) as
    /// [`into_input`](Self::into_input), and those of every request: see [`ErrorKind`](crate::ErrorKind).
    pub async fn send(self, client: &Client) -> Result<T> {
        let Formed { json, version } = self.content.form_after_hooks(client).await?;
        let table = self.table.of::<M>(client);
        let (expect, returning) = (self.expect, self.returning);
        let condition = version.condition::<M>().and(self.condition);
        let condition = expect.and::<M>(condition);
        let mut input = input(table.clone(), &condition, returning.values.clone())?;
        let item = Arc::new(json);
        let sent = if client.is_direct() {
            let splice = Splice::new("Item", Arc::clone(&item));
            let request = fluent(client, input).customize().interceptor(splice);
            call("PutItem", &table, request.send()).await
        } else {
            input.item = Some(wire::read_item(&item, wire::attributes)?);
            call("PutItem", &table, fluent(client, input).send()).await
        };
        let output = sent.map_err(|error| version.explain::<M>(expect.explain(error)))?;
        let written = Written {
            sent: Some(&item),
            returned: output.attributes,
        };
        returning.give("PutItem", &table, written, client).await
    }
}

/// The input without the item.
fn input(table: String, condition: &Test, returns: ReturnValue) -> Result<PutItemInput> {
    let mut renderer = Renderer::new();
    let condition = renderer.condition(condition)?;
    let placeholders = renderer.finish();
    PutItemInput::builder()
        .table_name(table)
        .set_return_values((returns != ReturnValue::None).then_some(returns))
        .set_return_values_on_condition_check_failure(on_failure(condition.as_ref()))
        .set_condition_expression(condition)
        .set_expression_attribute_names(placeholders.names)
        .set_expression_attribute_values(placeholders.values)
        .build()
        .map_err(|error| Error::invalid("the request lacks something").with_source(error))
}

fn fluent(client: &Client, input: PutItemInput) -> PutItemFluentBuilder {
    client
        .sdk()
        .put_item()
        .set_table_name(input.table_name)
        .set_item(input.item)
        .set_return_values(input.return_values)
        .set_return_values_on_condition_check_failure(
            input.return_values_on_condition_check_failure,
        )
        .set_condition_expression(input.condition_expression)
        .set_expression_attribute_names(input.expression_attribute_names)
        .set_expression_attribute_values(input.expression_attribute_values)
}

impl<M: Clone, T> Clone for Put<M, T> {
    fn clone(&self) -> Self {
        Self {
            content: self.content.clone(),
            expect: self.expect,
            condition: self.condition.clone(),
            returning: self.returning.clone(),
            table: self.table.clone(),
        }
    }
}

impl<M, T> fmt::Debug for Put<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Put")
            .field("expect", &self.expect)
            .finish_non_exhaustive()
    }
}
