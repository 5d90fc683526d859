//! Why a transaction of reads was cancelled, told of the gets that it is made of.

use std::error::Error as StdError;

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_get_items::TransactGetItemsError;
use aws_sdk_dynamodb::types::CancellationReason;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use super::reads::{Item, OPERATION, Reads};
use crate::client::of_reason;
use crate::error::Error;

/// The error of a cancelled transaction as that of the get that it was cancelled for. Others stay as they are.
///
/// Of several reasons it is the first that trying again does not help against, or else the first.
pub(super) fn cancelled(reads: &Reads, error: Error) -> Error {
    let reasons: Vec<_> = reads
        .items
        .iter()
        .zip(reasons(&error))
        .filter_map(|(item, reason)| told(item, reason))
        .collect();
    let lasting = reasons.iter().find(|(_, error)| !error.is_retryable());
    let Some((item, reason)) = lasting.or(reasons.first()) else {
        return error;
    };
    let others = match reasons.len() {
        1 => String::new(),
        2 => " (and another)".to_owned(),
        all => format!(" (and {} others)", all - 1),
    };
    let context = format!(
        "{OPERATION}: the get at position {}, on table `{}`{others}",
        item.position,
        item.table()
    );
    reason.clone().while_doing(context).with_source(error)
}

/// The reasons of DynamoDB, one for each item of the request.
fn reasons(error: &Error) -> &[CancellationReason] {
    type Sent = SdkError<TransactGetItemsError, HttpResponse>;
    let sent = error.source().and_then(|source| source.downcast_ref());
    match sent.and_then(Sent::as_service_error) {
        Some(TransactGetItemsError::TransactionCanceledException(cancelled)) => {
            cancelled.cancellation_reasons()
        }
        _ => &[],
    }
}

/// What is the matter with this item. `None` if nothing is.
fn told<'r>(item: &'r Item, reason: &CancellationReason) -> Option<(&'r Item, Error)> {
    let code = reason.code().filter(|code| *code != "None")?;
    let (kind, message) = of_reason(code, reason.message(), item.table());
    Some((item, Error::new(kind, message)))
}
