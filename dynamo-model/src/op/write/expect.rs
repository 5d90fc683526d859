//! What a write expects of its target, and what it means if that is not so.

use std::error::Error as StdError;

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use crate::error::{AttributePath, Error, ErrorKind};
use crate::expr::Test;
use crate::op::Attributes;
use crate::schema::TableSchema;

/// What a write expects of its target, besides the user's condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expect {
    /// Nothing.
    Anything,
    /// An item under the key.
    Item,
    /// No item under the key.
    NoItem,
}

impl Expect {
    /// The whole condition of a write.
    pub(crate) fn and(self, schema: &TableSchema, condition: Test) -> Test {
        let key = AttributePath::new(schema.partition_key().name());
        match self {
            Self::Anything => condition,
            Self::Item => Test::Exists(key).and(condition),
            Self::NoItem => Test::NotExists(key).and(condition),
        }
    }

    /// What a failed condition means. DynamoDB returns the item that is there, if one is.
    pub(crate) fn explain(self, error: Error) -> Error {
        if !error.is_condition_failed() {
            return error;
        }
        // That of a transaction has it already.
        let of_transaction = error.stored_item().cloned();
        let item = of_transaction.or_else(|| error.source().and_then(stored_item));
        match (self, item) {
            (Self::NoItem, item @ Some(_)) => error.understood_as(
                ErrorKind::AlreadyExists,
                "there is an item under this key already; use `put` to replace it, or `update` to change it",
            ).with_item(item),
            (Self::Item, None) => error.understood_as(
                ErrorKind::NotFound,
                "there is no item under this key; use `upsert` to make one, or `create`",
            ),
            (_, item) => error.with_item(item),
        }
    }
}

/// The condition of a failed write sends the stored item along: it takes no read units, and tells what was wrong.
pub(crate) fn on_failure(
    condition: Option<&String>,
) -> Option<ReturnValuesOnConditionCheckFailure> {
    condition.map(|_| ReturnValuesOnConditionCheckFailure::AllOld)
}

/// The item that a failed condition was tested on.
fn stored_item(error: &(dyn StdError + 'static)) -> Option<Attributes> {
    if let Some(SdkError::ServiceError(e)) =
        error.downcast_ref::<SdkError<PutItemError, HttpResponse>>()
    {
        return match e.err() {
            PutItemError::ConditionalCheckFailedException(e) => e.item.clone(),
            _ => None,
        };
    }
    if let Some(SdkError::ServiceError(e)) =
        error.downcast_ref::<SdkError<UpdateItemError, HttpResponse>>()
    {
        return match e.err() {
            UpdateItemError::ConditionalCheckFailedException(e) => e.item.clone(),
            _ => None,
        };
    }
    if let Some(SdkError::ServiceError(e)) =
        error.downcast_ref::<SdkError<DeleteItemError, HttpResponse>>()
    {
        return match e.err() {
            DeleteItemError::ConditionalCheckFailedException(e) => e.item.clone(),
            _ => None,
        };
    }
    None
}
