//! What happens around a write and a read, in one order: `docs/lifecycle.md` has it.

mod expressions;
mod prepared;
mod rules;
mod transform;
mod version;

pub(crate) use self::expressions::{conform_actions, conformed};
pub(crate) use self::prepared::{prepared, prepared_at, unchecked_at};
pub use self::rules::{
    ByteLength, Check, CheckWhole, Entries, Holder, Items, Length, Look, MayLack, Measure, OneOf,
    Ranged, Text,
};
pub use self::transform::{Amend, Reach, Transform};
pub(crate) use self::version::{ExpectedVersion, advanced, next_version};
// For generated code, through `__private`.
#[doc(hidden)]
pub use self::{
    rules::{
        Bounds, Pattern, Said, byte_length, check_whole, custom, each, email, keys, length, one_of,
        pattern, range, required, url, values,
    },
    transform::{amend, amend_read, discreet_read, ready, transform, transform_read},
};
