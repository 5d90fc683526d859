//! Writing many items.

mod answer;
mod any;
mod batch;
mod chunk;
mod errand;
mod given;
mod late;
mod left;
mod load;
mod ready;
mod request;
mod run;
mod unwritten;

pub use self::any::AnyWrite;
pub use self::batch::BatchWrite;
pub(crate) use self::given::Given;
pub(crate) use self::late::time_is_up;
pub use self::left::Outcome;
pub use self::load::{LoadWrites, Loaded};
pub(crate) use self::ready::Ready;
pub(crate) use self::run::Run;
pub use self::unwritten::Unwritten;
