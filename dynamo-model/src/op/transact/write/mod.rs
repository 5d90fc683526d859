//! Writing several items, or none.

mod carry;
mod plan;
mod reasons;
mod transaction;

pub(crate) use self::carry::carry_out_alone;
pub use self::transaction::TransactWrite;
