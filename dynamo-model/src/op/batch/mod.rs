//! Many items of any models and tables, in as few requests as DynamoDB allows.

pub(crate) mod pace;
pub(crate) mod progress;
pub(crate) mod read;
pub(crate) mod write;

pub use self::progress::BatchProgress;
pub use self::read::{All, Append, BatchGet, Groups, Lookup, One, ReadsOne, Unread};
pub use self::write::{AnyWrite, BatchWrite, LoadWrites, Loaded, Outcome, Unwritten};
