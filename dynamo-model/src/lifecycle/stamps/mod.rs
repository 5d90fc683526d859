//! Points in time that writes set by themselves.
//!
//! `docs/stamps.md` has a table of what is written when.

mod moment;
mod time_to_live;

pub use self::moment::{Moment, Stamp, moment};
pub use self::time_to_live::{expires, expiry, refreshed};

use crate::error::{At, Result, Violation};
use crate::value::{Write, Writing};

/// Whether what was given for a value is kept: it is there though it need not be, or the item may have had it before.
fn is_kept(optional: bool, absent: bool, writing: &Writing) -> bool {
    if optional {
        !absent
    } else {
        writing.write() != Write::Creating
    }
}

/// Gives a value to an attribute, or says why there is none.
fn give<T>(value: &mut T, given: Result<T>, at: &At<'_>, writing: &mut Writing) {
    match given {
        Ok(given) => *value = given,
        Err(error) => writing.report(at, Violation::new("stamp", error.to_string())),
    }
}
