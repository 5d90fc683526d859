//! Tables of models: creating them, and waiting until they can be used.

mod create;
mod layout;

pub use self::create::CreateTable;
