//! Bulk tools: deleting what a query or scan finds, and copying it into another table.

mod checkpoint;
mod copy;
mod delete;
mod found;
mod ledger;
mod operation;
mod progress;
mod run;
mod settings;
mod unfinished;
mod whole;

pub use self::checkpoint::Checkpoint;
pub use self::copy::BulkCopy;
pub use self::delete::BulkDelete;
pub use self::progress::BulkProgress;
pub use self::unfinished::Unfinished;
