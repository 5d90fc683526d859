//! Writing many items.

mod answer;
mod any;
mod batch;
mod chunk;
mod doubt;
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
pub use self::left::Outcome;
pub use self::load::{LoadWrites, Loaded};
pub use self::unwritten::Unwritten;
