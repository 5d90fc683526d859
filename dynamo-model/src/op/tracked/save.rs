//! Writing what is changed in an item.

use std::fmt;

use aws_sdk_dynamodb::operation::update_item::UpdateItemInput;
use aws_sdk_dynamodb::types::ReturnValue;

use super::Tracked;
use super::saving::Saving;
use crate::client::{Client, Table};
use crate::error::Result;
use crate::expr::{Condition, Test};
use crate::lifecycle::conformed;
use crate::op::Model;
use crate::op::get::fields;
use crate::op::hooks::Loading;
use crate::op::update::{input, update};
use crate::op::write::{Form, IntoTransactWrite, Part, Step};
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
    saving: Saving,
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
            saving: Saving {
                any_version: false,
                condition: Test::EMPTY,
            },
            table: Table::default(),
        }
    }

    /// Writes only if the item that is there meets this condition too. Several conditions all have to hold.
    pub fn condition<C: Into<Condition<M>>>(
        mut self,
        condition: impl FnOnce(M::Fields<M>) -> C,
    ) -> Self {
        let condition = condition(fields::<M, M>()).into().node;
        self.saving.condition = self.saving.condition.and(conformed::<M>(condition));
        self
    }

    /// Writes what is changed whatever version is there, and counts on from that. What others have changed in other attributes stays;
    /// in the same, it is lost.
    pub fn any_version(mut self) -> Self
    where
        M: Versioned,
    {
        self.saving.any_version = true;
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
        let Some(step) = self.saving.step(self.tracked, table)? else {
            return Ok(None);
        };
        step.alone()?;
        input(&step, &ReturnValue::AllNew).map(Some)
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
        // The item itself stays as it is until it is written.
        let step = if M::HOOKED {
            let tracked = self.tracked.clone();
            self.saving
                .step_after_hooks(tracked, table.clone(), client)
                .await?
        } else {
            self.saving.step(self.tracked, table.clone())?
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

/// A save that has become part of a transaction.
#[derive(Clone)]
struct SavePart<M> {
    tracked: Tracked<M>,
    saving: Saving,
    table: Table,
}

impl<M: Model> Form for SavePart<M> {
    fn form<'a>(self: Box<Self>, client: &'a Client) -> Loading<'a, Step> {
        Box::pin(async move {
            let table = self.table.of::<M>(client);
            let unchanged = self.saving.check(&self.tracked, table.clone());
            let changed = self.saving.step_after_hooks(self.tracked, table, client);
            changed.await?.map_or(unchanged, Ok)
        })
    }

    fn declared(self: Box<Self>) -> Result<Step> {
        let table = self.table.declared::<M>();
        match self.saving.step(&self.tracked, table.clone())? {
            Some(step) => Ok(step),
            None => self.saving.check(&self.tracked, table),
        }
    }

    fn again(&self) -> Box<dyn Form> {
        Box::new(self.clone())
    }
}

/// A transaction gives nothing back, and so the item stays as it is: read it again behind it. An item of which nothing is changed is
/// checked: it has to be there, with its version.
#[diagnostic::do_not_recommend]
impl<M: Model> IntoTransactWrite for Save<'_, M> {
    fn into_part(self) -> Part {
        Part::new(SavePart {
            tracked: self.tracked.clone(),
            saving: self.saving,
            table: self.table,
        })
    }
}

impl<M> fmt::Debug for Save<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Save").finish_non_exhaustive()
    }
}
