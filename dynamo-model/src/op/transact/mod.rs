//! Transactions: several items at the same moment, or none.

mod cancelled;
mod carry;
mod entries;
mod get;
mod plan;
mod reads;
mod reasons;
mod write;

pub(crate) use self::carry::carry_out_alone;
pub use self::get::TransactGet;
pub use self::write::TransactWrite;
