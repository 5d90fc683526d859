//! The items in the body of an answer to a transaction of reads.

use super::batch::Beside;
use super::response::split;
use super::scan::Scanner;
use super::standing::{Standing, read_standing};
use crate::error::{Error, Result};

/// Gives the item of every entry in the `Responses` of an answer to `read`, with the number of the entry; an entry without an item is
/// passed over. What is returned first is how many entries there are.
///
/// Errors are as in [`batch`](super::batch()).
pub(crate) fn transaction(
    body: &[u8],
    read: &mut dyn FnMut(usize, &mut Standing<'_>) -> Result<()>,
) -> Result<(usize, Beside)> {
    let (mut entries, mut misfit) = (0, None);
    let rest = split(body, "Responses", &mut |json, _| {
        json.expect(b'[')?;
        while json.more(b']', entries == 0)? {
            read_entry(json, &mut misfit, &mut |item| read(entries, item))?;
            entries += 1;
        }
        Ok(())
    })?;
    Ok((entries, Beside { misfit, rest }))
}

fn read_entry(
    json: &mut Scanner<'_>,
    misfit: &mut Option<Error>,
    read: &mut dyn FnMut(&mut Standing<'_>) -> Result<()>,
) -> Result<()> {
    let (mut first, mut found) = (true, false);
    json.expect(b'{')?;
    while json.more(b'}', first)? {
        let is_item = json.name()? == "Item";
        if is_item && found {
            return Err(json.malformed("an entry has two items"));
        }
        // A member that is `null` is as good as absent.
        if is_item && json.peek()? != b'n' {
            read_standing(json, misfit, read)?;
            found = true;
        } else {
            json.skip()?;
        }
        first = false;
    }
    Ok(())
}
