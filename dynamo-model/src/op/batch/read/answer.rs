//! One request of a batch of reads, and what its answer says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use aws_sdk_dynamodb::operation::batch_get_item::{BatchGetItem, BatchGetItemOutput};
use aws_smithy_types::config_bag::FrozenLayer;

use super::found::Found;
use super::gets::{Gets, Shelves};
use super::section::{Section, not_asked_for};
use super::split::{Part, Slice};
use crate::client::{Client, Direct, SEVERAL, call, original};
use crate::error::Result;
use crate::op::reading::view::misfit;

pub(super) const OPERATION: &str = "BatchGetItem";

/// What a batch reads, and where it goes.
pub(crate) struct Batch {
    pub(super) shelves: Shelves,
    pub(super) sections: Vec<Section>,
}

/// What one request has read.
pub(super) struct Answer {
    pub(super) found: Found,
    /// The keys that DynamoDB has left undone.
    pub(super) undone: Part,
}

impl Batch {
    pub(crate) fn of(gets: Gets) -> Result<Self> {
        Ok(Self {
            shelves: gets.shelves,
            sections: Section::of(gets.asked)?,
        })
    }

    /// How many different keys there are.
    pub(super) fn len(&self) -> usize {
        self.sections.iter().map(Section::len).sum()
    }

    /// Sends one request.
    pub(super) async fn send(self: &Arc<Self>, client: &Client, part: &Part) -> Result<Answer> {
        let mut request = client.sdk().batch_get_item();
        for slice in &part.0 {
            let section = self.section(slice)?;
            request = request.request_items(section.table(), section.request(&slice.positions)?);
        }
        let tables = self.tables(part);
        let (sent, direct) = match layer().filter(|_| client.is_direct()) {
            Some(layer) => {
                let direct = Direct::new(layer, self.decode_body(part));
                let sent = request.customize().interceptor(direct.clone()).send();
                (call(OPERATION, &tables, sent).await, direct.take())
            }
            None => (call(OPERATION, &tables, request.send()).await, None),
        };
        let output = sent?;
        self.read(part, output, direct)
            .map_err(|error| error.while_doing(format!("{OPERATION} on table `{tables}`")))
    }

    pub(super) fn section(&self, slice: &Slice) -> Result<&Section> {
        self.sections.get(slice.section).ok_or_else(not_asked_for)
    }

    /// The names of the tables that a request is for.
    pub(super) fn tables(&self, part: &Part) -> String {
        let sections = part.0.iter().filter_map(|slice| self.section(slice).ok());
        sections
            .map(Section::table)
            .collect::<Vec<_>>()
            .join(SEVERAL)
    }

    /// The answer, whichever way its items were decoded.
    fn read(
        &self,
        part: &Part,
        output: BatchGetItemOutput,
        direct: Option<Result<Found>>,
    ) -> Result<Answer> {
        let undone = self.undone(part, &output)?;
        let mut found = match direct {
            Some(found) => found?,
            None => self.decode(part, output)?,
        };
        found.misfit = found.misfit.map(|error| match found.unfit.first() {
            Some((section, place)) => {
                let table = self.sections.get(*section).map_or("", Section::table);
                misfit(OPERATION, table, self.shelves.told(*place, error))
            }
            None => error,
        });
        Ok(Answer { found, undone })
    }

    /// The part of the request that the answer leaves undone.
    pub(super) fn undone(&self, part: &Part, output: &BatchGetItemOutput) -> Result<Part> {
        let mut undone: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (table, left) in output.unprocessed_keys.iter().flatten() {
            let slice = self.slice(part, table)?;
            let section = self.section(slice)?;
            for key in &left.keys {
                let position = section.position(key)?;
                if slice.positions.binary_search(&position).is_err() {
                    return Err(not_asked_for());
                }
                undone.entry(slice.section).or_default().insert(position);
            }
        }
        let slices = undone.into_iter().map(|(section, positions)| Slice {
            section,
            positions: positions.into_iter().collect(),
        });
        Ok(Part(slices.collect()))
    }

    /// Of which part of the request an answer speaks. If only one table was asked for, it does not matter by which of its names.
    pub(super) fn slice<'p>(&self, part: &'p Part, table: &str) -> Result<&'p Slice> {
        if let [only] = &*part.0 {
            return Ok(only);
        }
        let mut slices = part.0.iter();
        slices
            .find(|slice| {
                self.section(slice)
                    .is_ok_and(|section| section.is_of(table))
            })
            .ok_or_else(not_asked_for)
    }
}

fn layer() -> Option<FrozenLayer> {
    static LAYER: OnceLock<Option<FrozenLayer>> = OnceLock::new();
    LAYER.get_or_init(|| original(&BatchGetItem::new())).clone()
}
