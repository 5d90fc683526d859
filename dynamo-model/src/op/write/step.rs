//! One write in the form in which DynamoDB takes it, whatever its model.

use std::any::TypeId;
use std::sync::Arc;

use aws_sdk_dynamodb::types::{ConditionCheck, Delete, Put, TransactWriteItem, Update};

use super::Terms;
use crate::client::lacking;
use crate::error::{Error, Result};
use crate::expr::{self, Renderer, Test};
use crate::lifecycle::ExpectedVersion;
use crate::op::Attributes;
use crate::op::unique::Claims;
use crate::value::Item;
use crate::wire;

/// One write of one item.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// The model of the item.
    pub(crate) model: TypeId,
    pub(crate) table: String,
    pub(crate) key: Attributes,
    pub(crate) action: Action,
    pub(crate) terms: Terms,
    /// What it does to the unique attributes of the item.
    pub(crate) claims: Claims,
}

/// What is done to the item.
#[derive(Debug, Clone)]
pub(crate) enum Action {
    Put {
        json: Arc<Vec<u8>>,
        /// Whatever version is there: the rest of its condition.
        over_any: Option<Test>,
    },
    Update(Vec<expr::Action>),
    Delete,
    Check,
    /// An item of the SDK's own.
    Raw(Box<TransactWriteItem>),
}

impl Action {
    pub(crate) fn as_str(&self) -> &'static str {
        match self {
            Self::Put { .. } => "Put",
            Self::Update(_) => "Update",
            Self::Delete => "Delete",
            Self::Check => "ConditionCheck",
            Self::Raw(_) => "an operation of the SDK's own",
        }
    }
}

impl Step {
    /// As an item of a transaction. `more` is a condition besides its own.
    pub(crate) fn into_item(self, more: Test) -> Result<TransactWriteItem> {
        let mut renderer = Renderer::new();
        let update = match &self.action {
            Action::Update(actions) => renderer.update(actions)?,
            _ => None,
        };
        let condition = renderer.condition(&self.terms.condition().and(more))?;
        let placeholders = renderer.finish();
        let on_failure = super::on_failure(condition.as_ref());
        let item = TransactWriteItem::builder();
        let item = match self.action {
            Action::Raw(item) => return Ok(*item),
            Action::Put { json, .. } => item.put(
                Put::builder()
                    .table_name(self.table)
                    .set_item(Some(wire::read_item(&json, wire::attributes)?))
                    .set_return_values_on_condition_check_failure(on_failure)
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(placeholders.names)
                    .set_expression_attribute_values(placeholders.values)
                    .build()
                    .map_err(lacking)?,
            ),
            Action::Update(_) => item.update(
                Update::builder()
                    .table_name(self.table)
                    .set_key(Some(self.key))
                    .set_update_expression(update)
                    .set_return_values_on_condition_check_failure(on_failure)
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(placeholders.names)
                    .set_expression_attribute_values(placeholders.values)
                    .build()
                    .map_err(lacking)?,
            ),
            Action::Delete => item.delete(
                Delete::builder()
                    .table_name(self.table)
                    .set_key(Some(self.key))
                    .set_return_values_on_condition_check_failure(on_failure)
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(placeholders.names)
                    .set_expression_attribute_values(placeholders.values)
                    .build()
                    .map_err(lacking)?,
            ),
            Action::Check => item.condition_check(
                ConditionCheck::builder()
                    .table_name(self.table)
                    .set_key(Some(self.key))
                    .set_return_values_on_condition_check_failure(on_failure)
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(placeholders.names)
                    .set_expression_attribute_values(placeholders.values)
                    .build()
                    .map_err(lacking)?,
            ),
        };
        Ok(item.build())
    }

    /// Fails if it can't be a request by itself.
    pub(crate) fn alone(&self) -> Result<()> {
        if self.claims.is_empty() {
            return Ok(());
        }
        Err(Error::invalid(
            "this changes unique attributes, and so takes a transaction; take the input of a `TransactWrite`",
        ))
    }

    /// Goes on from the item that turned out to be there, if this write goes over whatever version there is, and was made for
    /// another.
    pub(crate) fn go_on_from(&mut self, stored: Option<&Attributes>) -> Result<bool> {
        if !self.terms.version.is_outdated(self.terms.schema, stored) {
            return Ok(false);
        }
        let Action::Put {
            json,
            over_any: Some(rest),
        } = &mut self.action
        else {
            return Ok(false);
        };
        let (behind, version) = behind(&self.terms, json, stored)?;
        *json = behind;
        self.terms.condition = version.condition(self.terms.schema).and(rest.clone());
        self.terms.version = version;
        Ok(true)
    }
}

/// An item with the version that comes behind that of the stored one, and what has to be there for it.
pub(crate) fn behind(
    terms: &Terms,
    json: &[u8],
    stored: Option<&Attributes>,
) -> Result<(Arc<Vec<u8>>, ExpectedVersion)> {
    let mut item = wire::read_item(json, wire::attributes)?;
    let version = match stored {
        Some(stored) => {
            let version = ExpectedVersion::stored(terms.schema, stored);
            item.extend(version.next(terms.schema)?);
            version
        }
        None => ExpectedVersion::of_none(),
    };
    let json = wire::write_item(&Item::try_from(item)?)?;
    Ok((Arc::new(json), version))
}
