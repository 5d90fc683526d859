//! The items in the answer to a transaction of reads, on the direct path and off it.

use std::sync::Arc;

use aws_sdk_dynamodb::operation::transact_get_items::TransactGetItemsOutput;

use super::reads::{Item, OPERATION, Reads};
use crate::client::DecodeBody;
use crate::error::{Error, ErrorKind, Result};
use crate::op::Attributes;
use crate::op::batch::read::Put;
use crate::op::batch::read::gets::Place;
use crate::wire::{self, Standing};

/// What an answer has.
#[derive(Default)]
pub(super) struct Found {
    /// How many entries, with an item or without.
    entries: usize,
    puts: Vec<Put>,
    /// The first item that does not fit, by the number of its entry and where it was to go.
    unfit: Option<(usize, Place)>,
    /// What is wrong with it.
    misfit: Option<Error>,
}

impl Reads {
    /// Puts everything in its place.
    pub(super) fn put(&self, found: Found) -> Result<()> {
        if found.entries != self.items.len() {
            return Err(Error::new(
                ErrorKind::Response,
                format!(
                    "the answer has {} entries for {} gets",
                    found.entries,
                    self.items.len()
                ),
            ));
        }
        if let Some(error) = found.misfit {
            return Err(self.misfit(found.unfit, error));
        }
        for put in found.puts {
            put();
        }
        for place in self.items.iter().flat_map(|item| &item.places) {
            self.shelves.settle(*place);
        }
        Ok(())
    }

    /// Says which get has found an item that does not fit, and where the item is.
    fn misfit(&self, unfit: Option<(usize, Place)>, error: Error) -> Error {
        let Some((entry, place)) = unfit else {
            return error;
        };
        let item = self.items.get(entry);
        let (position, table) = item.map_or((entry, ""), |item| (item.position, item.table()));
        self.shelves.told(place, error).while_doing(format!(
            "{OPERATION}, the get at position {position}, on table `{table}` read an item that does not fit the model \
             (`Error::stored_item` has it)"
        ))
    }

    /// Decodes the items of an SDK output: the way that is taken when the direct one is not.
    pub(super) fn decode(&self, output: TransactGetItemsOutput) -> Found {
        let mut found = Found::default();
        for (entry, response) in output.responses.into_iter().flatten().enumerate() {
            found.entries += 1;
            if let (Some(item), Some(read)) = (self.items.get(entry), response.item) {
                self.decode_item(entry, item, &read, &mut found);
            }
        }
        found
    }

    /// Decodes an item once for each place where it goes: it need not be possible to clone what it is read as.
    fn decode_item(&self, entry: usize, item: &Item, read: &Attributes, found: &mut Found) {
        for place in &item.places {
            match self.shelves.read(*place, read.clone()) {
                Ok(put) => found.puts.extend(put),
                Err(error) => {
                    found.unfit.get_or_insert((entry, *place));
                    found.misfit.get_or_insert(error);
                }
            }
        }
    }

    /// How the direct path decodes the answer.
    pub(super) fn decode_body(self: &Arc<Self>) -> DecodeBody<Found> {
        let reads = Arc::clone(self);
        Arc::new(move |body| {
            let mut found = Found::default();
            let (entries, beside) = wire::transaction(body, &mut |entry, item| {
                reads.read_item(entry, item, &mut found)
            })?;
            found.entries = entries;
            found.misfit = beside.misfit;
            Ok((found, beside.rest))
        })
    }

    /// The same as [`decode_item`](Self::decode_item), of an item where it stands.
    fn read_item(
        &self,
        entry: usize,
        standing: &mut Standing<'_>,
        found: &mut Found,
    ) -> Result<()> {
        let places = self.items.get(entry).map_or(&[][..], |item| &item.places);
        for place in places {
            let read = standing.read(|reader| self.shelves.read_from(*place, reader));
            if read.is_err() {
                found.unfit.get_or_insert((entry, *place));
            }
            found.puts.extend(read?);
        }
        Ok(())
    }
}
