//! What happens around a write and a read, in one order: `docs/lifecycle.md` has it.

mod expressions;
mod prepared;
mod rules;
mod transform;

pub(crate) use self::expressions::{conform_actions, conformed, made_of};
pub(crate) use self::prepared::prepared;
pub use self::rules::{Constant, MayLack};
pub use self::transform::{Amend, Reach, Transform};
// For generated code, through `__private`.
#[doc(hidden)]
pub use self::{
    rules::{check_whole, constant, is_constant, required},
    transform::{amend, amend_read, ready, transform, transform_read},
};
