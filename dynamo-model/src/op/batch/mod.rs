//! Many items of any models and tables, in as few requests as DynamoDB allows.

mod answer;
mod found;
mod get;
pub(crate) mod gets;
pub(crate) mod groups;
mod lookup;
pub(crate) mod many;
pub(crate) mod pace;
pub(crate) mod progress;
mod read;
mod run;
mod section;
mod shelf;
pub(crate) mod sought;
mod split;
mod stream;
#[cfg(test)]
mod tests;
mod unread;
pub(crate) mod write;

pub use self::get::BatchGet;
pub use self::groups::{All, Append, Groups, One};
pub use self::lookup::Lookup;
pub use self::progress::BatchProgress;
pub(crate) use self::section::not_a_key;
pub(crate) use self::shelf::Put;
pub use self::sought::ReadsOne;
pub use self::unread::Unread;
pub use self::write::{BatchWrite, LoadWrites, Loaded, Outcome, Unwritten};
