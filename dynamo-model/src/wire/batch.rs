//! The items in the body of an answer to a batch of reads.

use super::reader::WireReader;
use super::response::{split, with_item};
use super::scan::Scanner;
use crate::error::{ErrorKind, Result};
use crate::value::Reader;

/// An item of an answer, where it stands: it can be read as often as it is needed.
pub(crate) struct Standing<'de> {
    start: Scanner<'de>,
    /// Where it ends, if the last that was read was all of it.
    end: Option<Scanner<'de>>,
}

impl Standing<'_> {
    /// Reads the item, or a part of it, from its beginning.
    pub(crate) fn read<T>(
        &mut self,
        read: impl FnOnce(&mut dyn Reader<'_>) -> Result<T>,
    ) -> Result<T> {
        let mut reader = WireReader::item_at(self.start);
        let value = read(&mut reader)?;
        self.end = reader.into_scanner();
        Ok(value)
    }
}

/// Gives every item in the `Responses` of an answer to `read`, whichever table it is of. What is returned is the response without
/// them.
///
/// An error of an item names a path within it, and has the item with it. A response that is not well-formed is
/// [`ErrorKind::Response`], whatever else may be wrong with it.
pub(crate) fn batch(
    body: &[u8],
    read: &mut dyn FnMut(&mut Standing<'_>) -> Result<()>,
) -> Result<Vec<u8>> {
    split(body, "Responses", &mut |json, _| {
        let mut first = true;
        json.expect(b'{')?;
        while json.more(b'}', first)? {
            json.name()?;
            read_items(json, read)?;
            first = false;
        }
        Ok(())
    })
}

/// Reads the items of one table.
fn read_items(
    json: &mut Scanner<'_>,
    read: &mut dyn FnMut(&mut Standing<'_>) -> Result<()>,
) -> Result<()> {
    let mut first = true;
    json.expect(b'[')?;
    while json.more(b']', first)? {
        let mut item = Standing {
            start: *json,
            end: None,
        };
        match read(&mut item) {
            Ok(()) => match item.end {
                Some(end) => *json = end,
                None => json.skip()?,
            },
            Err(error) if error.kind() == ErrorKind::Response => return Err(error),
            Err(error) => return Err(with_item(*json, error)),
        }
        first = false;
    }
    Ok(())
}
