//! Writing several items, or none.

use std::any::TypeId;
use std::fmt;

use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsInput;
use aws_sdk_dynamodb::types::TransactWriteItem;

use super::carry::Carrying;
use super::plan::Plan;
use crate::client::{Client, lacking};
use crate::error::{Error, Result};
use crate::expr::Test;
use crate::lifecycle::ExpectedVersion;
use crate::op::Attributes;
use crate::op::hooks::Loading;
use crate::op::unique::Claims;
use crate::op::write::{Expect, Form, IntoTransactWrite, Part, Step, StepAction, Terms, Written};
use crate::schema::{IndexSchema, TableSchema};

/// How long a token may be:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html>.
const LONGEST_TOKEN: usize = 36;

/// Writes up to 100 items of any models and tables: all of them, or none.
///
/// Its parts are the same operations that are sent alone, with their conditions, versions, rules and hooks: puts, creates, updates,
/// upserts, deletes and [checks](crate::Model::check).
///
/// ```
/// use dynamo_model::{Model, op::TransactWrite};
///
/// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] id: String, lines: Vec<Line> }
/// # #[derive(Clone, dynamo_model::Document)]
/// # struct Line { sku: String, quantity: u32 }
/// # #[derive(Clone, Model)] #[dynamo(table = "stock")]
/// # struct Stock { #[dynamo(partition_key)] sku: String, left: u32 }
/// # #[derive(Clone, Model)] #[dynamo(table = "customers")]
/// # struct Customer { #[dynamo(partition_key)] id: String, blocked: bool }
/// # async fn example(client: dynamo_model::Client, order: Order) -> dynamo_model::Result<()> {
/// let written = TransactWrite::new()
///     .with(Customer::check("c-17").condition(|c| c.blocked.eq(false)))
///     .with(Order::create(&order))
///     .with_all(order.lines.iter().map(|line| {
///         Stock::update(&line.sku)
///             .change(|s| s.left.add(-i64::from(line.quantity)))
///             .condition(|s| s.left.ge(line.quantity))
///     }))
///     .send(&client)
///     .await?;
/// let order = written.items::<Order>()?.remove(0); // as it now stands
/// # Ok(())
/// # }
/// ```
///
/// It costs two write units for every KB of each item, and of a check two read units for every 4 KB, also if it is cancelled. An
/// item of a model with [unique attributes](macro@crate::Model) has a guard for each of them, which counts as an item of the transaction.
///
/// The transaction is sent with a token: if an answer is lost on the way, the SDK sends it again, and DynamoDB does not carry it out
/// twice. The guide `transactions` has all that is promised.
#[derive(Clone, Default)]
#[must_use = "an operation does nothing until it is sent"]
pub struct TransactWrite {
    parts: Vec<Part>,
    token: Option<String>,
    conflicts: u32,
}

impl TransactWrite {
    /// A transaction of no writes yet. Sent like that, it does nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with this write.
    pub fn with(mut self, write: impl IntoTransactWrite) -> Self {
        self.parts.push(write.into_part());
        self
    }

    /// The same with all of these writes.
    pub fn with_all<W: IntoTransactWrite>(mut self, writes: impl IntoIterator<Item = W>) -> Self {
        let parts = writes.into_iter().map(IntoTransactWrite::into_part);
        self.parts.extend(parts);
        self
    }

    /// How many writes it has.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether it has no writes.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// A token of the program's own, 1 to 36 characters long, such as the id of the message that it answers. Without one, each sending
    /// has a token of its own.
    ///
    /// A transaction that was carried out is not carried out again under the same token for ten minutes: sent again with the same
    /// writes, it succeeds and does nothing; with other writes, it is [`Invalid`](crate::ErrorKind::Invalid). Stamps such as a time of change
    /// make other writes: keep the value, and send clones of it, or give the times yourself.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Tries again, so often at most, after a pause of random length, if another transaction is at work on one of the items, or a table
    /// lacks the capacity. Without this, it is an error.
    ///
    /// What a condition has refused is not tried again.
    pub fn retry_conflicts(mut self, times: u32) -> Self {
        self.conflicts = times;
        self
    }

    /// The SDK's own input for this operation, with the declared names of the tables.
    ///
    /// # Errors
    /// Those of the `into_input` of each write. [`Invalid`](crate::ErrorKind::Invalid) if there are more than 100 items or 4 MB, two writes
    /// of one item, or a write of a model with unique attributes that depends on what is stored: nothing is read here.
    pub fn into_input(self) -> Result<TransactWriteItemsInput> {
        let parts = self.parts.into_iter().enumerate();
        let steps = parts.map(|(position, part)| {
            let step = part.declared().map_err(|error| at(position, error))?;
            if step.claims.needs_reading() {
                return Err(at(
                    position,
                    Error::invalid(
                        "what it does to the guards of its unique attributes depends on the stored item, which is read when it is sent",
                    ),
                ));
            }
            Ok(step)
        });
        let plan = Plan::of(&steps.collect::<Result<Vec<_>>>()?)?;
        let items = plan.entries.into_iter().map(|entry| entry.item);
        TransactWriteItemsInput::builder()
            .set_transact_items(Some(items.collect()))
            .set_client_request_token(checked(self.token)?)
            .build()
            .map_err(lacking)
    }

    /// Writes all of it, or nothing. Without writes, it sends nothing.
    ///
    /// # Errors
    /// The kind is that of the write that has stopped it, as if that had been sent alone: [`ConditionFailed`](crate::ErrorKind::ConditionFailed),
    /// [`AlreadyExists`](crate::ErrorKind::AlreadyExists), [`NotFound`](crate::ErrorKind::NotFound),
    /// [`VersionConflict`](crate::ErrorKind::VersionConflict), [`NotUnique`](crate::ErrorKind::NotUnique), or
    /// [`Conflict`](crate::ErrorKind::Conflict) if another transaction is at work on an item. [`Error::failures`](crate::Error::failures) has every write that
    /// has stopped it, by its position, with the item that is there.
    ///
    /// Before anything is sent: those of each write, [`Invalid`](crate::ErrorKind::Invalid) if there are more than 100 items or 4 MB, or two writes of
    /// one item. And those of every request: see [`ErrorKind`](crate::ErrorKind).
    pub async fn send(self, client: &Client) -> Result<Written> {
        let token = checked(self.token)?;
        let mut steps = Vec::with_capacity(self.parts.len());
        for (position, part) in self.parts.into_iter().enumerate() {
            let step = part.form(client).await;
            steps.push(step.map_err(|error| at(position, error))?);
        }
        if steps.is_empty() {
            return Ok(Written::default());
        }
        let carrying = Carrying {
            client,
            steps,
            token,
            conflicts: self.conflicts,
        };
        Ok(Written::of(&carrying.carry_out().await?))
    }
}

fn at(position: usize, error: Error) -> Error {
    error.while_doing(format!("operation {position} of the transaction"))
}

fn checked(token: Option<String>) -> Result<Option<String>> {
    match token {
        Some(token) if !(1..=LONGEST_TOKEN).contains(&token.chars().count()) => Err(
            Error::invalid("a token of a transaction is 1 to 36 characters long"),
        ),
        token => Ok(token),
    }
}

impl fmt::Debug for TransactWrite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransactWrite")
            .field("writes", &self.parts.len())
            .finish_non_exhaustive()
    }
}

/// The table of what is known to the SDK alone.
static NO_TABLE: TableSchema = TableSchema::new("", IndexSchema::primary(&[], &[]));

impl Form for TransactWriteItem {
    fn form<'a>(self: Box<Self>, _: &'a Client) -> Loading<'a, Step> {
        Box::pin(async move { self.declared() })
    }

    fn declared(self: Box<Self>) -> Result<Step> {
        let tables = [
            self.put().map(|put| put.table_name()),
            self.update().map(|update| update.table_name()),
            self.delete().map(|delete| delete.table_name()),
            self.condition_check().map(|check| check.table_name()),
        ];
        Ok(Step {
            model: TypeId::of::<Self>(),
            table: tables.into_iter().flatten().collect(),
            key: Attributes::new(),
            action: StepAction::Raw(self),
            terms: Terms {
                schema: &NO_TABLE,
                expect: Expect::Anything,
                version: ExpectedVersion::default(),
                condition: Test::EMPTY,
                guards: Vec::new(),
                counts: false,
            },
            claims: Claims::default(),
        })
    }

    fn again(&self) -> Box<dyn Form> {
        Box::new(self.clone())
    }
}

#[diagnostic::do_not_recommend]
impl IntoTransactWrite for TransactWriteItem {
    fn into_part(self) -> Part {
        Part::new(self)
    }
}
