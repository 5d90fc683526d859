//! Carrying a transaction out: once, or again with what its failure has taught.

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::CancellationReason;
use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::plan::{Plan, Role, tables};
use super::reasons::{failures, reasons, stopped};
use crate::client::{Client, Doubt, call};
use crate::error::{AttributePath, Error, Result};
use crate::expr::Renderer;
use crate::op::Attributes;
use crate::op::backoff::{ATTEMPTS, Backoff};
use crate::op::write::{Expect, Step};

pub(crate) const OPERATION: &str = "TransactWriteItems";

/// How many items are read at a time before they are written.
const AT_ONCE: usize = 4;

/// A transaction on its way.
pub(crate) struct Carrying<'a> {
    pub(crate) client: &'a Client,
    pub(crate) steps: Vec<Step>,
    /// The token that the program gave.
    pub(crate) token: Option<String>,
    /// How often it is tried again if another transaction is at work on one of its items.
    pub(crate) conflicts: u32,
}

/// The token under which a transaction is sent, as often as need be: it is carried out once. And whether that may have happened without
/// anybody having said so.
struct Sending {
    token: String,
    doubt: Doubt<TransactWriteItemsError>,
}

impl Carrying<'_> {
    /// Carries it out, and gives back the writes as they were made.
    ///
    /// A write can depend on what the stored item is: on the values that its unique attributes have, and on the version that is there,
    /// if it is to go over any. What was taken for that can be outdated. Then nothing was written, and DynamoDB has said what there is: it
    /// is tried again with that.
    pub(crate) async fn carry_out(mut self) -> Result<Vec<Step>> {
        self.read_before().await?;
        let mut outdated = Backoff::default();
        let mut conflicts = Backoff::retries(self.conflicts);
        let mut sending = self.sending();
        loop {
            let plan = Plan::of(&self.steps)?;
            let Err(error) = self.send(&plan, &sending).await else {
                return Ok(self.steps);
            };
            let Some(reasons) = reasons(&error) else {
                return Err(sending.doubt.about(error));
            };
            let conflict = is_conflict(&plan, reasons);
            let backoff = if self.learn(&plan, reasons)? {
                // Conditions were looked at, so that nothing was done: what is sent in its place is another transaction.
                sending = self.sending();
                Some(&mut outdated)
            } else if conflict {
                Some(&mut conflicts)
            } else {
                None
            };
            if let Some(backoff) = backoff
                && backoff.wait(false).await
            {
                continue;
            }
            let failures = failures(&self.steps, &plan, reasons);
            let error = error.stopped_by(failures);
            return Err(if conflict {
                sending.doubt.about(error)
            } else {
                error
            });
        }
    }

    fn sending(&self) -> Sending {
        Sending {
            token: self.token.clone().unwrap_or_else(new_token),
            doubt: Doubt::new(|error| {
                // What is in progress under this token is an earlier attempt.
                error.code().is_some() && !error.is_transaction_in_progress_exception()
            }),
        }
    }

    async fn send(&self, plan: &Plan, sending: &Sending) -> Result<()> {
        let items = plan.entries.iter().map(|entry| entry.item.clone());
        let request = self.client.sdk().transact_write_items();
        let request = request
            .set_transact_items(Some(items.collect()))
            .client_request_token(&sending.token)
            .customize()
            .interceptor(sending.doubt.clone());
        let sent = call(OPERATION, &tables(&self.steps), request.send()).await;
        sent.map(drop)
    }

    /// Takes from the reasons what there is to learn of the stored items. `false` if that is nothing.
    fn learn(&mut self, plan: &Plan, reasons: &[CancellationReason]) -> Result<bool> {
        let mut learned = Vec::new();
        // The writes come before their guards.
        for (entry, reason) in stopped(plan, reasons) {
            let Some(step) = self.steps.get_mut(entry.position) else {
                continue;
            };
            if reason.code() != Some("ConditionalCheckFailed") {
                continue;
            }
            let stored = reason.item.as_ref().filter(|item| !item.is_empty());
            let is_new = match entry.role {
                Role::Write => {
                    // What there is to know of an item that must not be there is that it is.
                    let may_be_there = step.terms.expect != Expect::NoItem;
                    let outdated = may_be_there && step.claims.learn(stored);
                    step.go_on_from(stored)? || outdated
                }
                // Of an item that has changed, it is the guard of what it had.
                Role::GivesUp(_) if learned.contains(&entry.position) => false,
                Role::GivesUp(attribute) => {
                    step.claims.is_not_ours(attribute);
                    true
                }
                Role::Takes(_) => false,
            };
            if is_new {
                learned.push(entry.position);
            }
        }
        Ok(!learned.is_empty())
    }

    /// Reads what the guards of unique attributes depend on.
    async fn read_before(&mut self) -> Result<()> {
        let client = self.client;
        let unread = self.steps.iter().enumerate();
        let reads: Vec<_> = unread
            .filter(|(_, step)| step.claims.needs_reading())
            .map(|(position, step)| {
                let read = read_before(client, step.clone());
                async move { read.await.map(|item| (position, item)) }
            })
            .collect();
        let found: Vec<_> = stream::iter(reads)
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await?;
        for (position, item) in found {
            if let Some(step) = self.steps.get_mut(position) {
                step.claims.learn(item.as_ref());
            }
        }
        Ok(())
    }
}

async fn read_before(client: &Client, step: Step) -> Result<Option<Attributes>> {
    let mut renderer = Renderer::new();
    let names = step.claims.names().chain(step.terms.schema.key_names());
    let paths: Vec<_> = names.map(AttributePath::new).collect();
    let projection = renderer.projection(&paths);
    let request = client.sdk().get_item();
    let request = request
        .table_name(&step.table)
        .set_key(Some(step.key))
        .consistent_read(true)
        .set_projection_expression(projection)
        .set_expression_attribute_names(renderer.finish().names);
    let output = call("GetItem", &step.table, request.send()).await?;
    Ok(output.item)
}

/// Whether it would go through if nobody else was at work on the same items, or had the capacity.
fn is_conflict(plan: &Plan, reasons: &[CancellationReason]) -> bool {
    let mut codes = stopped(plan, reasons).filter_map(|(_, reason)| reason.code());
    codes.all(|code| {
        matches!(
            code,
            "TransactionConflict" | "ThrottlingError" | "ProvisionedThroughputExceeded"
        )
    })
}

fn new_token() -> String {
    format!("{:032x}", fastrand::u128(..))
}

/// Writes one item and its guards. Conflicts are nothing that its program has asked for, and so they are tried again.
pub(crate) async fn carry_out_alone(step: Step, client: &Client) -> Result<Step> {
    let carrying = Carrying {
        client,
        steps: vec![step],
        token: None,
        conflicts: ATTEMPTS,
    };
    let error = match carrying.carry_out().await.map(|mut steps| steps.pop()) {
        Ok(Some(step)) => return Ok(step),
        Ok(None) => Error::invalid("there is nothing to write"),
        Err(error) => error,
    };
    Err(match error.failures() {
        [failure] => failure.error.clone().doubted(error.is_in_doubt()),
        _ => error,
    })
}
