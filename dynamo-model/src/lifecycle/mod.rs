//! What happens around a write and a read, in one order: `docs/lifecycle.md` has it.

mod expressions;
mod ids;
mod prepared;
mod rules;
mod secrets;
mod stamps;
mod transform;
mod version;

pub(crate) use self::expressions::{conform_actions, conformed, made_of};
pub use self::ids::{IdKind, Identifier};
pub(crate) use self::prepared::{finish, prepared, prepared_at, unchecked_at};
pub use self::rules::{
    ByteLength, Check, CheckWhole, Constant, Entries, Holder, Items, Length, Look, MayLack,
    Measure, OneOf, Ranged, Text,
};
pub use self::stamps::Stamp;
pub use self::transform::{Amend, Reach, Transform};
pub(crate) use self::version::{ExpectedVersion, advanced, explain_last, next_version};
// For generated code, through `__private`.
#[doc(hidden)]
pub use self::{
    ids::{Ids, UlidKind, UuidV4, UuidV7, ids},
    rules::{
        Bounds, Pattern, Said, byte_length, check_whole, constant, custom, each, email,
        is_constant, keys, length, one_of, pattern, range, required, url, values,
    },
    stamps::{Moment, expires, expiry, moment, refreshed},
    transform::{amend, amend_read, discreet_read, ready, transform, transform_read},
};
