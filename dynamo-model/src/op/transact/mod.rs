//! Transactions: several items at the same moment, or none.

mod cancelled;
mod entries;
mod get;
mod reads;

pub use self::get::TransactGet;
