//! Transactions: several writes, or several reads, as one.

mod carry;
mod plan;
mod reasons;
mod write;

pub(crate) use self::carry::carry_out_alone;
pub use self::write::TransactWrite;
