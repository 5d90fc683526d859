//! Reading many items by their keys.

mod answer;
mod found;
mod get;
pub(crate) mod gets;
pub(crate) mod groups;
mod lookup;
pub(crate) mod many;
mod run;
mod section;
mod shelf;
pub(crate) mod sought;
mod split;
mod stream;
#[cfg(test)]
mod tests;
mod unread;
mod whole;

pub use self::get::BatchGet;
pub use self::groups::{All, Append, Groups, One};
pub use self::lookup::Lookup;
pub(crate) use self::section::not_a_key;
pub(crate) use self::shelf::Put;
pub use self::sought::ReadsOne;
pub use self::unread::Unread;
