//! What a save writes, and on which terms.

use std::any::TypeId;

use aws_sdk_dynamodb::operation::update_item::UpdateItemInput;
use aws_sdk_dynamodb::types::ReturnValue;

use super::Tracked;
use super::difference::{Edit, unchanged};
use super::forms::Forms;
use crate::client::Client;
use crate::error::{Error, Result};
use crate::expr::{Action, Test};
use crate::lifecycle::{ExpectedVersion, next_version};
use crate::op::aliases::resolve;
use crate::op::guard::Guard;
use crate::op::hooks::before_save;
use crate::op::unique::Claims;
use crate::op::update::input;
use crate::op::write::{Expect, Step, StepAction, Terms};
use crate::op::{Model, key_attributes, stored_form};

/// On what a save is made, besides what is changed.
#[derive(Debug, Clone)]
pub(super) struct Saving {
    pub(super) any_version: bool,
    pub(super) condition: Test,
}

impl Saving {
    /// Runs the hook, and then [`step`](Self::step).
    pub(super) async fn step_after_hooks<M: Model>(
        &self,
        tracked: Tracked<M>,
        table: String,
        client: &Client,
    ) -> Result<Option<Step>> {
        let Tracked { item, .. } = tracked;
        let item = if M::HOOKED {
            before_save(item, client).await?
        } else {
            item
        };
        self.step(&Tracked { item, ..tracked }, table)
    }

    /// The update that writes what is changed. `None` if nothing is.
    pub(super) fn step<M: Model>(
        &self,
        tracked: &Tracked<M>,
        table: String,
    ) -> Result<Option<Step>> {
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
            let Some((actions, condition)) =
                self.expressions::<M>(&forms, &version, in_documents)?
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
    fn expressions<M: Model>(
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

    /// The part of a transaction for an item of which nothing is changed: it has to be what it was.
    pub(super) fn check<M: Model>(&self, tracked: &Tracked<M>, table: String) -> Result<Step> {
        let schema = M::SCHEMA;
        let version = match self.any_version {
            true => ExpectedVersion::default(),
            false => ExpectedVersion::stored(schema, &stored_form(&tracked.original)?),
        };
        Ok(Step {
            model: TypeId::of::<M>(),
            table,
            key: key_attributes(tracked.original.item_key())?,
            action: StepAction::Check,
            terms: Terms {
                schema,
                expect: Expect::Item,
                condition: version.condition(schema).and(self.condition.clone()),
                version,
                guards: Vec::new(),
                counts: false,
            },
            claims: Claims::default(),
        })
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
