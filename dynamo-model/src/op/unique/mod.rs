//! Unique attributes: what a write does to them, and the guard items that keep them so.
//!
//! For each value of a unique attribute there is a guard in the same table: an item whose key is made of the attribute and the value,
//! and which names its owner. An item and its guards are written in one transaction, so that a guard is never stale.

mod claims;
mod guard;

pub(crate) use self::claims::Claims;
pub(crate) use self::guard::{GUARD, GuardItem, of_type};
