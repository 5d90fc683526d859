//! Transactions: several items at the same moment, or none.

mod read;
mod write;

pub use self::read::TransactGet;
pub use self::write::TransactWrite;
pub(crate) use self::write::carry_out_alone;
