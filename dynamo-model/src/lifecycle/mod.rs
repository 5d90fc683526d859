//! What happens around a write and a read, in one order: `docs/lifecycle.md` has it.

mod expressions;
mod ids;
mod prepared;
mod rules;
mod stamps;
mod transform;

pub(crate) use self::expressions::{conform_actions, conformed};
pub use self::ids::{IdKind, Identifier};
pub(crate) use self::prepared::{finish, prepared};
pub use self::rules::MayLack;
pub use self::stamps::Stamp;
pub use self::transform::{Amend, Reach, Transform};
// For generated code, through `__private`.
#[doc(hidden)]
pub use self::{
    ids::{Ids, UlidKind, UuidV4, UuidV7, ids},
    rules::{check_whole, required},
    stamps::{Moment, expires, expiry, moment, refreshed},
    transform::{amend, amend_read, ready, transform, transform_read},
};
