//! What happens around a write and a read, in one order: `docs/lifecycle.md` has it.

mod expressions;
mod prepared;
mod rules;
mod transform;

pub(crate) use self::expressions::{conform_actions, conformed};
pub(crate) use self::prepared::prepared;
pub use self::rules::{
    ByteLength, Check, CheckWhole, Entries, Holder, Items, Length, Look, MayLack, Measure, OneOf,
    Ranged, Text,
};
pub use self::transform::{Amend, Reach, Transform};
// For generated code, through `__private`.
#[doc(hidden)]
pub use self::{
    rules::{
        Bounds, Pattern, Said, byte_length, check_whole, custom, each, email, keys, length, one_of,
        pattern, range, required, url, values,
    },
    transform::{amend, amend_read, ready, transform, transform_read},
};
