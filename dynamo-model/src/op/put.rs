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
    /// The item as JSON.
    item: Result<Vec<u8>>,
    expect: Expect,
    version: ExpectedVersion,
    condition: Test,
    returning: Returning<T>,
    table: Table,
    hooked: Option<Box<Hooked<M>>>,
}

/// An item whose hook has to run when it is sent, and what it is sent for.
#[derive(Clone)]
struct Hooked<M> {
    item: M,
    write: Write,
}

impl<M: Model> Put<M> {
    pub(crate) fn new(item: &M, write: Write) -> Self {
        let hooked = M::HOOKED.then(|| {
            let item = item.clone();
            Box::new(Hooked { item, write })
        });
        let (item, version) = match stored(item, write) {
            Ok((item, version)) => (Ok(item), version),
            Err(error) => (Err(error), ExpectedVersion::default()),
        };
        Self {
            item,
            version,
            expect: if write == Write::Create {
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
            hooked,
        }
    }
}

/// The item in its stored form, with keys that DynamoDB accepts, and the version that has to be there before.
fn stored<M: Model>(item: &M, write: Write) -> Result<(Vec<u8>, ExpectedVersion)> {
    let (item, version) = advanced(item, write)?;
    let item = prepared(item, write)?;
    let json = wire::write_item(&*item)?;
    check_keys(&*item)?;
    Ok((json, version))
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
            item: self.item,
            expect: self.expect,
            version: self.version,
            condition: self.condition,
            returning,
            table: self.table,
            hooked: self.hooked,
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
        let (mut input, item) = self.input(table)?;
        input.item = Some(wire::read_item(&item, wire::attributes)?);
        Ok(input)
    }

    /// The input without the item, and the item.
    fn input(self, table: String) -> Result<(PutItemInput, Vec<u8>)> {
        let item = self.item?;
        let mut renderer = Renderer::new();
        let condition = self.version.condition::<M>().and(self.condition);
        let condition = renderer.condition(&self.expect.and::<M>(condition))?;
        let placeholders = renderer.finish();
        let input = PutItemInput::builder()
            .table_name(table)
            .set_return_values(
                (self.returning.values != ReturnValue::None).then_some(self.returning.values),
            )
            .set_return_values_on_condition_check_failure(on_failure(condition.as_ref()))
            .set_condition_expression(condition)
            .set_expression_attribute_names(placeholders.names)
            .set_expression_attribute_values(placeholders.values)
            .build()
            .map_err(|error| Error::invalid("the request lacks something").with_source(error))?;
        Ok((input, item))
    }

    /// Writes the item, and gives back the item as it now stands: the value that a read would give.
    ///
    /// # Errors
    /// [`AlreadyExists`](crate::ErrorKind::AlreadyExists) of a `create` if there is an item under the key,
    /// [`VersionConflict`](crate::ErrorKind::VersionConflict) of a `put` if the item that is there has another version, and
    /// [`NotFound`](crate::ErrorKind::NotFound) if it is gone, [`ConditionFailed`](crate::ErrorKind::ConditionFailed) if the condition does not
    /// hold, [`Validation`](crate::ErrorKind::Validation), [`Encode`](crate::ErrorKind::Encode) and [`Invalid`](crate::ErrorKind::Invalid) as
    /// [`into_input`](Self::into_input), and those of every request: see [`ErrorKind`](crate::ErrorKind).
    pub async fn send(mut self, client: &Client) -> Result<T> {
        if let Some(hooked) = self.hooked.take() {
            let item = before_save(&hooked.item, client).await?;
            let (item, version) = stored(&item, hooked.write)?;
            (self.item, self.version) = (Ok(item), version);
        }
        let table = self.table.of::<M>(client);
        let (expect, returning) = (self.expect, self.returning.clone());
        let version = self.version.clone();
        let (mut input, item) = self.input(table.clone())?;
        let item = Arc::new(item);
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
            item: self.item.clone(),
            expect: self.expect,
            version: self.version.clone(),
            condition: self.condition.clone(),
            returning: self.returning.clone(),
            table: self.table.clone(),
            hooked: self.hooked.clone(),
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
