//! The items in the body of an answer to a batch of reads.

use super::response::split;
use super::scan::Scanner;
use super::standing::{Standing, read_standing};
use crate::error::{Error, Result};

/// What there is in an answer besides the items that were read.
#[derive(Debug)]
pub(crate) struct Beside {
    /// The first item that does not fit: the error has it.
    pub(crate) misfit: Option<Error>,
    /// The response without its items.
    pub(crate) rest: Vec<u8>,
}

/// Gives every item in the `Responses` of an answer to `read`, with the table that it is of.
///
/// An error of an item names a path within it, and has the item with it; the items behind it are read all the same. A response that is
/// not well-formed is [`ErrorKind::Response`](crate::error::ErrorKind::Response), whatever else may be wrong with it.
pub(crate) fn batch(
    body: &[u8],
    read: &mut dyn FnMut(&str, &mut Standing<'_>) -> Result<()>,
) -> Result<Beside> {
    let mut misfit = None;
    let rest = split(body, "Responses", &mut |json, _| {
        let mut first = true;
        json.expect(b'{')?;
        while json.more(b'}', first)? {
            let table = json.name()?;
            read_items(json, &mut misfit, &mut |item| read(&table, item))?;
            first = false;
        }
        Ok(())
    })?;
    Ok(Beside { misfit, rest })
}

/// Reads the items of one table.
fn read_items(
    json: &mut Scanner<'_>,
    misfit: &mut Option<Error>,
    read: &mut dyn FnMut(&mut Standing<'_>) -> Result<()>,
) -> Result<()> {
    let mut first = true;
    json.expect(b'[')?;
    while json.more(b']', first)? {
        read_standing(json, misfit, read)?;
        first = false;
    }
    Ok(())
}
