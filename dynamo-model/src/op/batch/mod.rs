//! Many items of any models and tables, in as few requests as DynamoDB allows.

mod pace;
mod progress;
mod write;

pub use self::progress::BatchProgress;
pub use self::write::{AnyWrite, BatchWrite, LoadWrites, Loaded, Outcome, Unwritten};
