//! The items of an answer, on the direct path and off it.

use std::sync::Arc;

use aws_sdk_dynamodb::operation::batch_get_item::BatchGetItemOutput;

use super::answer::Batch;
use super::gets::Place;
use super::section::not_asked_for;
use super::shelf::Put;
use super::split::Part;
use crate::client::DecodeBody;
use crate::error::{Error, ErrorKind, Result};
use crate::op::Attributes;
use crate::wire::{self, Beside, Standing};

/// The items of an answer.
#[derive(Default)]
pub(super) struct Found {
    pub(super) puts: Vec<Put>,
    /// Where an item does not fit, and the section that it is of.
    pub(super) unfit: Vec<(usize, Place)>,
    /// What is wrong with the first of these.
    pub(super) misfit: Option<Error>,
}

impl Batch {
    /// Decodes the items of an SDK output: the way that is taken when the direct one is not.
    pub(super) fn decode(&self, part: &Part, output: BatchGetItemOutput) -> Result<Found> {
        let mut found = Found::default();
        for (table, items) in output.responses.into_iter().flatten() {
            let section = self.slice(part, &table)?.section;
            for item in items {
                self.decode_item(section, item, &mut found)?;
            }
        }
        Ok(found)
    }

    /// Decodes an item once for each place where it goes: it need not be possible to clone what it is read as.
    fn decode_item(&self, section: usize, item: Attributes, found: &mut Found) -> Result<()> {
        let asked = self.sections.get(section).ok_or_else(not_asked_for)?;
        let places = asked.places(asked.position(&item)?);
        let Some((last, others)) = places.split_last() else {
            return Ok(());
        };
        let mut read = |place: Place, item| match self.shelves.read(place, item) {
            Ok(put) => found.puts.extend(put),
            Err(error) => {
                found.unfit.push((section, place));
                found.misfit.get_or_insert(error);
            }
        };
        for place in others {
            read(*place, item.clone());
        }
        read(*last, item);
        Ok(())
    }

    /// How the direct path decodes the answer.
    pub(super) fn decode_body(self: &Arc<Self>, part: &Part) -> DecodeBody<Found> {
        let (batch, part) = (Arc::clone(self), part.clone());
        Arc::new(move |body| {
            let mut found = Found::default();
            let Beside { misfit, rest } = wire::batch(body, &mut |table, item| {
                let section = batch.slice(&part, table)?.section;
                batch.read_item(section, item, &mut found)
            })?;
            found.misfit = misfit;
            Ok((found, rest))
        })
    }

    /// The same as [`decode_item`](Self::decode_item), of an item where it stands.
    fn read_item(&self, section: usize, item: &mut Standing<'_>, found: &mut Found) -> Result<()> {
        let asked = self.sections.get(section).ok_or_else(not_asked_for)?;
        let position = item.read(|reader| asked.read_position(reader))?;
        let mut outcome = Ok(());
        for place in asked.places(position) {
            match item.read(|reader| self.shelves.read_from(*place, reader)) {
                Ok(put) => found.puts.extend(put),
                Err(error) if error.kind() == ErrorKind::Response => return Err(error),
                Err(error) => {
                    found.unfit.push((section, *place));
                    outcome = outcome.and(Err(error));
                }
            }
        }
        outcome
    }

    /// Says of every key that was answered and not found that nothing is there.
    pub(super) fn settle(&self, asked: &Part, undone: &Part, unfit: &[(usize, Place)]) {
        for slice in &asked.0 {
            let Ok(section) = self.section(slice) else {
                continue;
            };
            let mut left = undone.0.iter();
            let left = left.find(|left| left.section == slice.section);
            let is_left = |position: &usize| {
                left.is_some_and(|left| left.positions.binary_search(position).is_ok())
            };
            let answered = slice.positions.iter().filter(|position| !is_left(position));
            for place in answered.flat_map(|position| section.places(*position)) {
                if !unfit.contains(&(slice.section, *place)) {
                    self.shelves.settle(*place);
                }
            }
        }
    }
}
