//! What the writes share: the terms on which they go through, and the form in which a batch or a transaction takes them.

mod expect;
mod part;
mod size;
mod step;
mod terms;
mod written;

pub(crate) use self::expect::{Expect, on_failure};
pub(crate) use self::part::{Form, unconditional};
pub use self::part::{IntoBatchWrite, IntoTransactWrite, Part};
pub(crate) use self::size::size_of;
pub(crate) use self::step::{Action as StepAction, Step};
pub(crate) use self::terms::Terms;
pub use self::written::Written;
