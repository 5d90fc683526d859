//! Writing what is changed in an item.

use std::any::TypeId;
use std::fmt;

use aws_sdk_dynamodb::operation::update_item::UpdateItemInput;
use aws_sdk_dynamodb::types::ReturnValue;

use super::Tracked;
use super::difference::{Edit, unchanged};
use super::forms::Forms;
use crate::client::{Client, Table};
use crate::error::{Error, Result};
use crate::expr::{Action, Condition, Test};
use crate::lifecycle::{ExpectedVersion, conformed, next_version};
use crate::op::Model;
use crate::op::aliases::resolve;
use crate::op::get::fields;
use crate::op::guard::Guard;
use crate::op::hooks::before_save;
use crate::op::unique::Claims;
use crate::op::update::{input, update};
use crate::op::write::{Expect, Step, StepAction, Terms};
use crate::schema::{Versioned, told_by_type};

/// Writes what is changed in a [`Tracked`] item. Made by [`Tracked::save`].
///
/// It is an update of the changed attributes, and of documents the changed attributes in them. Attributes that the model does not
/// know stay as they are. The item is brought into form and checked as a whole, as in a [`put`](Model::put).
///
/// It goes through only if nobody else has changed the same. With a [version](crate::schema::Versioned), that is the item: it has to have the
/// version that was read. Without one, it is each changed attribute: it has to have the value that was read. So two programs
/// can save different attributes of one item at the same time, without a version.
///
/// Lists and sets are changed as a whole, and so are enums: what belongs together is not put together from two programs.
///
/// One request, which costs a write unit for every KB of the item before or after, whichever is larger; none if nothing is changed.
#[must_use = "an operation does nothing until it is sent"]
pub struct Save<'t, M> {
    tracked: &'t mut Tracked<M>,
    any_version: bool,
    condition: Test,
    table: Table,
}

/// What a [`Save`] has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was changed, and no request was sent.
    Unchanged,
    /// The changes were written.
    Changed,
}

impl Saved {
    /// Whether a request was sent.
    pub fn is_changed(self) -> bool {
        self == Self::Changed
    }
}

impl<'t, M: Model> Save<'t, M> {
    pub(super) fn new(tracked: &'t mut Tracked<M>) -> Self {
        Self {
            tracked,
            any_version: false,
            condition: Test::EMPTY,
            table: Table::default(),
        }
    }

    /// Writes only if the item that is there meets this condition too. Several conditions all have to hold.
    pub fn condition<C: Into<Condition<M>>>(
        mut self,
        condition: impl FnOnce(M::Fields<M>) -> C,
    ) -> Self {
        let condition = condition(fields::<M, M>()).into().node;
        self.condition = self.condition.and(conformed::<M>(condition));
        self
    }

    /// Writes what is changed whatever version is there, and counts on from that. What others have changed in other attributes stays;
    /// in the same, it is lost.
    pub fn any_version(mut self) -> Self
    where
        M: Versioned,
    {
        self.any_version = true;
        self
    }

    /// Writes to the table of this very name, whatever the client's prefix and suffix.
    pub fn table(mut self, name: impl Into<String>) -> Self {
        self.table = Table::named(name);
        self
    }

    /// The SDK's own input for this operation. `None` if nothing is changed.
    ///
    /// # Errors
    /// [`Validation`](crate::ErrorKind::Validation) if the item breaks rules of the model, [`Encode`](crate::ErrorKind::Encode) if a value has no stored
    /// form or a key is empty. [`Invalid`](crate::ErrorKind::Invalid) if the key or the version was changed, if more is changed than one
    /// update takes, or if the condition can't be right.
    pub fn into_input(self) -> Result<Option<UpdateItemInput>> {
        let table = self.table.declared::<M>();
        let Some(step) = self.step(self.tracked, table)? else {
            return Ok(None);
        };
        step.alone()?;
        input(&step, &ReturnValue::AllNew).map(Some)
    }

    fn step(&self, tracked: &Tracked<M>, table: String) -> Result<Option<Step>> {
        let schema = M::SCHEMA;
        let Some(forms) = Forms::of(tracked)? else {
            return Ok(None);
        };
        let stored = ExpectedVersion::stored(schema, &forms.stored);
        let version = if self.any_version {
            ExpectedVersion::default()
        } else {
            stored
        };
        for in_documents in [true, false] {
            let Some((actions, condition)) = self.expressions(&forms, &version, in_documents)?
            else {
                return Ok(None);
            };
            let mut claims = Claims::of_update(schema, &actions)?;
            claims.learn(Some(&forms.stored));
            let step = Step {
                model: TypeId::of::<M>(),
                table: table.clone(),
                key: forms.key::<M>(),
                action: StepAction::Update(actions),
                terms: Terms {
                    schema,
                    expect: Expect::Item,
                    version: version.clone(),
                    condition,
                    guards: Vec::new(),
                    counts: self.any_version,
                },
                claims,
            };
            if fits(&input(&step, &ReturnValue::AllNew)?) {
                return Ok(Some(step));
            }
        }
        Err(Error::invalid(
            "more attributes are changed than one update takes; `put` the whole item",
        ))
    }

    /// What to change, and the condition for it. `None` if nothing is to be changed.
    fn expressions(
        &self,
        forms: &Forms,
        version: &ExpectedVersion,
        in_documents: bool,
    ) -> Result<Option<(Vec<Action>, Test)>> {
        let edits = forms.edits::<M>(in_documents);
        if edits.is_empty() {
            return Ok(None);
        }
        let actions = edits.iter().map(Edit::action).collect();
        let (mut actions, guards) = resolve(actions);
        let guarded = guards.iter().map(Guard::condition);
        let condition = match next_version(M::SCHEMA, version)? {
            Some((count, is_expected)) => {
                actions.push(count);
                is_expected
            }
            None => unchanged(&edits),
        };
        let condition = guarded.fold(condition, Test::and);
        Ok(Some((actions, condition.and(self.condition.clone()))))
    }

    /// Writes what is changed, if anything is. The item is then as it now stands, with what others have changed in it, and unchanged
    /// again. After an error it is as it was.
    ///
    /// # Errors
    /// [`VersionConflict`](crate::ErrorKind::VersionConflict) if the item has another version,
    /// [`ConditionFailed`](crate::ErrorKind::ConditionFailed) if it has none and a changed attribute is not what it was, or if the condition
    /// does not hold (in both cases the error carries the item that is there), [`NotFound`](crate::ErrorKind::NotFound) if there is
    /// no item any more, [`Decode`](crate::ErrorKind::Decode) if the item that came back does not fit the model (the change has been made),
    /// [`Validation`](crate::ErrorKind::Validation), [`Encode`](crate::ErrorKind::Encode) and [`Invalid`](crate::ErrorKind::Invalid) as
    /// [`into_input`](Self::into_input), and those of every request: see [`ErrorKind`](crate::ErrorKind).
    pub async fn send(self, client: &Client) -> Result<Saved> {
        let table = self.table.of::<M>(client);
        let step = if M::HOOKED {
            let tracked = Tracked {
                item: before_save(self.tracked.item.clone(), client).await?,
                ..self.tracked.clone()
            };
            self.step(&tracked, table.clone())?
        } else {
            self.step(self.tracked, table.clone())?
        };
        let Some(step) = step else {
            return Ok(Saved::Unchanged);
        };
        let stored = update(step, &ReturnValue::AllNew, client).await?;
        let stored = stored.unwrap_or_default();
        let read = Tracked::of_stored(stored).map_err(told_by_type::<M>);
        let loaded = match (read, Tracked::LOAD) {
            (Ok(tracked), Some(load)) => load(tracked, client).await,
            (read, _) => read,
        };
        *self.tracked = loaded.map_err(|error| {
            error.while_doing(format!(
                "UpdateItem on table `{table}` was carried out; in what it gave back"
            ))
        })?;
        Ok(Saved::Changed)
    }
}

/// Whether DynamoDB takes the expressions: at most 4 KB and 300 operators and functions each.
///
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters>
fn fits(input: &UpdateItemInput) -> bool {
    let expressions = [input.update_expression(), input.condition_expression()];
    expressions.into_iter().flatten().all(|expression| {
        // Names and values are placeholders, so that these stand for operators and functions alone.
        let operators = expression.matches(['=', '(', '+', '<', '>']).count();
        let words = [" AND ", " OR ", "NOT "].map(|word| expression.matches(word).count());
        expression.len() <= 4096 && operators + words.iter().sum::<usize>() <= 300
    })
}

impl<M> fmt::Debug for Save<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Save").finish_non_exhaustive()
    }
}
