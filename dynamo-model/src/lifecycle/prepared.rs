//! A whole item, as it is written.

use std::borrow::Cow;
use std::time::SystemTime;

use crate::error::{At, Error, Result};
use crate::schema::Entity;
use crate::value::{Attribute, Purpose, Write, Writing};

/// The item in the form that is written, checked. It is copied only if something in it changes.
pub(crate) fn prepared<M: Entity + Clone>(item: Cow<'_, M>, write: Write) -> Result<Cow<'_, M>> {
    check(item, Writing::new(write, Purpose::Store))
}

/// The same for a write of this moment, so that times do not tell two items apart.
pub(crate) fn prepared_at<M: Entity + Clone>(item: &M, now: SystemTime) -> Result<Cow<'_, M>> {
    check(Cow::Borrowed(item), writing_at(now))
}

/// The same for an item that is only compared with another: what is wrong with it does not matter.
pub(crate) fn unchecked_at<M: Entity + Clone>(item: &M, now: SystemTime) -> Cow<'_, M> {
    brought_into_form(Cow::Borrowed(item), &mut writing_at(now))
}

fn writing_at(now: SystemTime) -> Writing {
    Writing::new(Write::Putting, Purpose::Store).at(now)
}

fn check<M: Entity + Clone>(item: Cow<'_, M>, mut writing: Writing) -> Result<Cow<'_, M>> {
    let item = brought_into_form(item, &mut writing);
    item.inspect(&At::ITEM, &mut writing);
    finish(writing)?;
    Ok(item)
}

fn brought_into_form<'a, M: Entity + Clone>(
    mut item: Cow<'a, M>,
    writing: &mut Writing,
) -> Cow<'a, M> {
    if Attribute::changes(&*item) {
        item.to_mut().prepare(&At::ITEM, writing);
    }
    item
}

/// Fails with everything that was found wrong.
pub(crate) fn finish(writing: Writing) -> Result<()> {
    let report = writing.into_report();
    if report.is_empty() {
        return Ok(());
    }
    Err(Error::validation(report))
}
