//! Why a transaction was cancelled: DynamoDB's reasons, told of the writes that were given.

use std::error::Error as StdError;

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::CancellationReason;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use super::plan::{Entry, Plan, Role};
use crate::client::of_reason;
use crate::error::{Error, ErrorKind, Failure};
use crate::op::write::Step;

/// The reasons that DynamoDB gives, one for each item of the transaction; `None` if it was not cancelled.
pub(crate) fn reasons(error: &Error) -> Option<&[CancellationReason]> {
    let source = error.source()?;
    let source = source.downcast_ref::<SdkError<TransactWriteItemsError, HttpResponse>>()?;
    match source.as_service_error()? {
        TransactWriteItemsError::TransactionCanceledException(cancelled) => {
            Some(cancelled.cancellation_reasons())
        }
        _ => None,
    }
}

/// The items of a plan that stopped it, each with its reason.
pub(crate) fn stopped<'a>(
    plan: &'a Plan,
    reasons: &'a [CancellationReason],
) -> impl Iterator<Item = (&'a Entry, &'a CancellationReason)> {
    let both = plan.entries.iter().zip(reasons);
    both.filter(|(_, reason)| reason.code().is_some_and(|code| code != "None"))
}

/// The writes that stopped a transaction: each once, in the order in which they were given.
pub(crate) fn failures(
    steps: &[Step],
    plan: &Plan,
    reasons: &[CancellationReason],
) -> Vec<Failure> {
    let mut failures: Vec<Failure> = Vec::new();
    for (entry, reason) in stopped(plan, reasons) {
        let Some(step) = steps.get(entry.position) else {
            continue;
        };
        // A write's own reason comes before those of its guards.
        if failures
            .iter()
            .all(|known| known.position != entry.position)
        {
            failures.push(Failure {
                position: entry.position,
                error: told(step, entry.role, reason),
            });
        }
    }
    failures.sort_by_key(|failure| failure.position);
    failures
}

/// What the reason for one item means for its write.
fn told(step: &Step, role: Role, reason: &CancellationReason) -> Error {
    let (code, message) = (reason.code().unwrap_or_default(), reason.message());
    let (kind, message) = of_reason(code, message, &step.table);
    let error = Error::new(kind, message);
    let error = match role {
        Role::Write => step.terms.explain(error.with_item(reason.item.clone())),
        Role::Takes(attribute) if error.is_condition_failed() => error
            .understood_as(
                ErrorKind::NotUnique,
                "another item has this value already, and the attribute is unique",
            )
            .at(attribute),
        Role::GivesUp(attribute) if error.is_condition_failed() => error
            .understood_as(
                ErrorKind::Conflict,
                "the guard of this unique attribute is another item's by now; try again",
            )
            .at(attribute),
        Role::Takes(attribute) | Role::GivesUp(attribute) => error.at(attribute),
    };
    error.while_doing(format!(
        "{} on table `{}`",
        step.action.as_str(),
        step.table
    ))
}
