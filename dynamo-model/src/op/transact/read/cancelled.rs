//! Why a transaction of reads was cancelled, told of the gets that it is made of.

use std::error::Error as StdError;

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_get_items::TransactGetItemsError;
use aws_sdk_dynamodb::types::CancellationReason;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use super::reads::{Item, Reads};
use crate::client::of_reason;
use crate::error::{Error, Failure};

/// The error of a cancelled transaction, which is that of the gets that it was cancelled for. Others stay as they are.
pub(super) fn cancelled(reads: &Reads, error: Error) -> Error {
    let both = reads.items.iter().zip(reasons(&error));
    let failures: Vec<_> = both
        .filter_map(|(item, reason)| failure(item, reason))
        .collect();
    if failures.is_empty() {
        return error;
    }
    error.stopped_by(failures)
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
fn failure(item: &Item, reason: &CancellationReason) -> Option<Failure> {
    let code = reason.code().filter(|code| *code != "None")?;
    let (kind, message) = of_reason(code, reason.message(), item.table());
    let error = Error::new(kind, message);
    Some(Failure {
        position: item.position,
        error: error.while_doing(format!("Get on table `{}`", item.table())),
    })
}
