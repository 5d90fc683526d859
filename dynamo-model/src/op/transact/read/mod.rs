//! Reading several items as they are at one moment.

mod cancelled;
mod entries;
mod get;
mod reads;

pub use self::get::TransactGet;
