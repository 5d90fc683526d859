//! An item of an answer, where it stands.

use super::reader::WireReader;
use super::response::with_item;
use super::scan::Scanner;
use crate::error::{Error, ErrorKind, Result};
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

/// Reads the item ahead, and goes on behind it, whatever its codec leaves unread of it.
///
/// An item that does not fit is no reason to lose the others: the first of such errors is left in `misfit`, with its item. A response
/// that is not well-formed is [`ErrorKind::Response`], whatever else may be wrong with it.
pub(super) fn read_standing(
    json: &mut Scanner<'_>,
    misfit: &mut Option<Error>,
    read: &mut dyn FnMut(&mut Standing<'_>) -> Result<()>,
) -> Result<()> {
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
        Err(error) => {
            if misfit.is_none() {
                *misfit = Some(found_out(*json, error)?);
            }
            json.skip()?;
        }
    }
    Ok(())
}

/// The error with its item, or a worse one in its place.
#[cold]
fn found_out(item: Scanner<'_>, error: Error) -> Result<Error> {
    let error = with_item(item, error);
    if error.kind() == ErrorKind::Response {
        return Err(error);
    }
    Ok(error)
}
