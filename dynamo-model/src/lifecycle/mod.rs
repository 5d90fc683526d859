//! What happens around a write and a read, in one order: `docs/lifecycle.md` has it.

mod expressions;
mod prepared;
mod rules;
mod transform;
mod version;

pub(crate) use self::expressions::{conform_actions, conformed};
pub(crate) use self::prepared::{prepared, prepared_at, unchecked_at};
pub use self::rules::MayLack;
pub use self::transform::{Amend, Reach, Transform};
pub(crate) use self::version::{ExpectedVersion, advanced, explain_last, next_version};
// For generated code, through `__private`.
#[doc(hidden)]
pub use self::{
    rules::{check_whole, required},
    transform::{amend, amend_read, ready, transform, transform_read},
};
