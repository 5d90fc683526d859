//! A whole item, as it is written.

use std::borrow::Cow;

use crate::error::{At, Error, Result};
use crate::schema::Entity;
use crate::value::{Attribute, Purpose, Write, Writing};

/// The item in the form that is written, checked. It is copied only if something in it changes.
pub(crate) fn prepared<M: Entity + Clone>(item: &M, write: Write) -> Result<Cow<'_, M>> {
    let mut writing = Writing::new(write, Purpose::Store);
    let mut item = Cow::Borrowed(item);
    if Attribute::changes(&*item) {
        item.to_mut().prepare(&At::ITEM, &mut writing);
    }
    item.inspect(&At::ITEM, &mut writing);
    finish(writing)?;
    Ok(item)
}

/// Fails with everything that was found wrong.
pub(crate) fn finish(writing: Writing) -> Result<()> {
    let report = writing.into_report();
    if report.is_empty() {
        return Ok(());
    }
    Err(Error::validation(report))
}
