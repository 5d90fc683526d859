//! Writing a whole item.

use std::any::TypeId;
use std::fmt;
use std::sync::Arc;

use aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder;
use aws_sdk_dynamodb::operation::put_item::{PutItemError, PutItemInput};
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};

use super::backoff::Backoff;
use super::get::fields;
use super::hooks::{Load, Loading, before_save};
use super::returning::{Returning, Written};
use super::transact::carry_out_alone;
use super::unique::Claims;
use super::write::{
    Expect, Form, IntoBatchWrite, IntoTransactWrite, Part, Step, StepAction, Terms, on_failure,
    unconditional,
};
use super::{Attributes, Model, named};
use crate::client::{Client, Doubt, Splice, Table, call, lacking};
use crate::error::{Error, Result};
use crate::expr::{Condition, Renderer, Test};
use crate::lifecycle::{ExpectedVersion, advanced, conformed, prepared};
use crate::schema::{Batchable, Versioned, check_keys};
use crate::value::{Decode, Write};
use crate::wire;

/// Writes a whole item. Made by [`Model::put`], which replaces, and [`Model::create`], which does not.
///
/// One request, which costs a write unit for every KB of the item, or of the one it replaces if that is larger.
#[must_use = "an operation does nothing until it is sent"]
pub struct Put<M, T = M> {
    content: Content<M>,
    on: On,
    returning: Returning<T>,
    table: Table,
}

/// What it is written on: the condition, as far as it does not depend on the item.
#[derive(Debug, Clone)]
struct On {
    expect: Expect,
    /// Whether it goes over whatever version there is.
    any_version: bool,
    condition: Test,
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
    json: Arc<Vec<u8>>,
    key: Vec<(&'static str, AttributeValue)>,
    /// The version that has to be there before.
    version: ExpectedVersion,
}

impl Formed {
    fn of<M: Model>(item: &M, write: Write) -> Result<Self> {
        let (item, version) = advanced(item, write)?;
        let item = prepared(item, write)?;
        let json = Arc::new(wire::write_item(&*item)?);
        let key = check_keys(&*item)?;
        Ok(Self { json, key, version })
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
            Self::Given(item, write) => Formed::of(&before_save(*item, client).await?, write),
        }
    }
}

impl<M: Model> Put<M> {
    pub(crate) fn new(item: &M, write: Write) -> Self {
        Self::of(Content::of(item, write), write)
    }

    /// Creates an item whose hook has run.
    pub(crate) fn formed(item: &M) -> Self {
        let formed = Formed::of(item, Write::Creating);
        Self::of(Content::Formed(formed), Write::Creating)
    }

    fn of(content: Content<M>, write: Write) -> Self {
        Self {
            content,
            on: On {
                expect: if write == Write::Creating {
                    Expect::NoItem
                } else {
                    Expect::Anything
                },
                any_version: false,
                condition: Test::EMPTY,
            },
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
        self.on.condition = self.on.condition.and(conformed::<M>(condition));
        self
    }

    /// Writes over whatever version is there, and counts on from that: nobody has seen the version that it gets.
    ///
    /// What another program has written since this item was read is lost. It takes one more request whenever the stored item turns out
    /// to have another version than this one. It changes nothing of a `create`, which never writes over an item.
    ///
    /// If the item goes on changing, it gives up in the end with [`VersionConflict`](crate::ErrorKind::VersionConflict).
    pub fn any_version(mut self) -> Self
    where
        M: Versioned,
    {
        self.on.any_version = true;
        self
    }

    /// Gives back the item that was there before, if there was one.
    ///
    /// Not of a model with unique attributes: it is written in a transaction, which gives nothing back.
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
            on: self.on,
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
    /// form or a key is empty, [`Invalid`](crate::ErrorKind::Invalid) if the condition can't be right, or the model has unique attributes: such
    /// an item is written in a [`TransactWrite`](super::TransactWrite).
    pub fn into_input(self) -> Result<PutItemInput> {
        let returns = self.returning.values.clone();
        let step = self.declared_step()?;
        step.alone()?;
        let mut input = input(&step, returns)?;
        if let StepAction::Put { json, .. } = &step.action {
            input.item = Some(wire::read_item(json, wire::attributes)?);
        }
        Ok(input)
    }

    /// Writes the item, and gives back the item as it now stands: the value that a read would give.
    ///
    /// # Errors
    /// [`AlreadyExists`](crate::ErrorKind::AlreadyExists) of a `create` if there is an item under the key,
    /// [`VersionConflict`](crate::ErrorKind::VersionConflict) of a `put` if the item that is there has another version, and
    /// [`NotFound`](crate::ErrorKind::NotFound) if it is gone, [`ConditionFailed`](crate::ErrorKind::ConditionFailed) if the condition does not
    /// hold, [`NotUnique`](crate::ErrorKind::NotUnique) if another item has the value of a unique attribute,
    /// [`Validation`](crate::ErrorKind::Validation), [`Encode`](crate::ErrorKind::Encode) and [`Invalid`](crate::ErrorKind::Invalid) as
    /// [`into_input`](Self::into_input), and those of every request: see [`ErrorKind`](crate::ErrorKind).
    pub async fn send(self, client: &Client) -> Result<T> {
        let returning = self.returning.clone();
        let step = self.step(client).await?;
        let table = step.table.clone();
        let (step, returned) = if step.claims.is_empty() {
            put(step, &returning.values, client).await?
        } else {
            returning.needs_nothing_back()?;
            (carry_out_alone(step, client).await?, None)
        };
        let sent = match &step.action {
            StepAction::Put { json, .. } => Some(json.as_slice()),
            _ => None,
        };
        let written = Written { sent, returned };
        returning.give("PutItem", &table, written, client).await
    }

    /// The item in the form that is written, for the declared table.
    fn declared_step(self) -> Result<Step> {
        let table = self.table.declared::<M>();
        self.on.step::<M>(self.content.form()?, table)
    }

    /// Runs the hook, and brings the item into the form that is written.
    async fn step(self, client: &Client) -> Result<Step> {
        let table = self.table.of::<M>(client);
        let formed = self.content.form_after_hooks(client).await?;
        self.on.step::<M>(formed, table)
    }
}

impl On {
    /// Fails if it depends on the item that is there.
    fn nothing(&self) -> Result<()> {
        let is_put = self.expect == Expect::Anything;
        let what = if is_put {
            "a put with a condition"
        } else {
            "a create"
        };
        unconditional(what, is_put && self.condition.is_empty())
    }

    fn step<M: Model>(self, formed: Formed, table: String) -> Result<Step> {
        let schema = M::SCHEMA;
        let Formed { json, key, version } = formed;
        let is_new = self.expect == Expect::NoItem;
        let claims = Claims::of_put(schema, &json, is_new)?;
        let over_any = self.any_version && !is_new;
        Ok(Step {
            model: TypeId::of::<M>(),
            table,
            key: named(key),
            terms: Terms {
                schema,
                expect: self.expect,
                condition: version.condition(schema).and(self.condition.clone()),
                version,
                guards: Vec::new(),
                counts: false,
            },
            action: StepAction::Put {
                json,
                over_any: over_any.then_some(self.condition),
            },
            claims,
        })
    }
}

/// Sends it, and again with the version behind that of the stored item, if it is to go over any.
async fn put(
    mut step: Step,
    returns: &ReturnValue,
    client: &Client,
) -> Result<(Step, Option<Attributes>)> {
    let mut backoff = Backoff::default();
    loop {
        let error = match put_once(&step, returns, client).await {
            Ok(returned) => return Ok((step, returned)),
            Err(error) => error,
        };
        let outdated = error.is_version_conflict() || error.is_not_found();
        if !outdated || !step.go_on_from(error.stored_item())? || !backoff.wait(false).await {
            return Err(error);
        }
    }
}

async fn put_once(
    step: &Step,
    returns: &ReturnValue,
    client: &Client,
) -> Result<Option<Attributes>> {
    let StepAction::Put { json, .. } = &step.action else {
        return Ok(None);
    };
    let mut input = input(step, returns.clone())?;
    let doubt = Doubt::<PutItemError>::of_one();
    let request = if client.is_direct() {
        let splice = Splice::new("Item", Arc::clone(json));
        fluent(client, input).customize().interceptor(splice)
    } else {
        input.item = Some(wire::read_item(json, wire::attributes)?);
        fluent(client, input).customize()
    };
    let request = request.interceptor(doubt.clone());
    let sent = call("PutItem", &step.table, request.send()).await;
    let output = sent.map_err(|error| step.terms.explain(doubt.about(error)))?;
    Ok(output.attributes)
}

/// The input without the item.
fn input(step: &Step, returns: ReturnValue) -> Result<PutItemInput> {
    let mut renderer = Renderer::new();
    let condition = renderer.condition(&step.terms.condition())?;
    let placeholders = renderer.finish();
    PutItemInput::builder()
        .table_name(&step.table)
        .set_return_values((returns != ReturnValue::None).then_some(returns))
        .set_return_values_on_condition_check_failure(on_failure(condition.as_ref()))
        .set_condition_expression(condition)
        .set_expression_attribute_names(placeholders.names)
        .set_expression_attribute_values(placeholders.values)
        .build()
        .map_err(lacking)
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

impl<M: Model, T: 'static> Form for Put<M, T> {
    fn form<'a>(self: Box<Self>, client: &'a Client) -> Loading<'a, Step> {
        Box::pin(self.step(client))
    }

    fn declared(self: Box<Self>) -> Result<Step> {
        self.declared_step()
    }

    fn again(&self) -> Box<dyn Form> {
        Box::new(self.clone())
    }
}

/// It is among what [`Written`](super::write::Written) gives.
#[diagnostic::do_not_recommend]
impl<M: Model> IntoTransactWrite for Put<M> {
    fn into_part(self) -> Part {
        Part::new(self)
    }
}

#[diagnostic::do_not_recommend]
impl<M: Model> IntoTransactWrite for Put<M, ()> {
    fn into_part(self) -> Part {
        Part::new(self)
    }
}

/// It is among what [`Written`](super::write::Written) gives.
impl<M: Model + Batchable> IntoBatchWrite for Put<M> {
    fn into_batch_part(self) -> Result<Part> {
        self.on.nothing()?;
        Ok(Part::new(self))
    }
}

impl<M: Model + Batchable> IntoBatchWrite for Put<M, ()> {
    fn into_batch_part(self) -> Result<Part> {
        self.on.nothing()?;
        Ok(Part::new(self))
    }
}

impl<M: Clone, T> Clone for Put<M, T> {
    fn clone(&self) -> Self {
        Self {
            content: self.content.clone(),
            on: self.on.clone(),
            returning: self.returning.clone(),
            table: self.table.clone(),
        }
    }
}

impl<M, T> fmt::Debug for Put<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Put")
            .field("expect", &self.on.expect)
            .finish_non_exhaustive()
    }
}
