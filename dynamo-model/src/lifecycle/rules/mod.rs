//! What values have to be: one file for each rule.
//!
//! A rule is a trait of the types that it fits, and a function that derived code calls. Each looks into what may be absent and through
//! pointers: `None` passes.

mod constant;
mod custom;
mod each;
#[cfg(feature = "email")]
mod email;
mod entries;
mod holder;
mod length;
#[cfg(not(all(feature = "email", feature = "regex", feature = "url")))]
mod missing;
mod one_of;
#[cfg(feature = "regex")]
mod pattern;
mod range;
mod required;
mod said;
#[cfg(test)]
mod testing;
mod text;
#[cfg(feature = "url")]
mod url;
mod whole;

pub use self::constant::Constant;
pub use self::custom::{Check, Look};
pub use self::each::Items;
pub use self::entries::Entries;
pub use self::holder::Holder;
pub use self::length::{ByteLength, Length, Measure};
pub use self::one_of::OneOf;
pub use self::range::Ranged;
pub use self::required::MayLack;
pub use self::text::Text;
pub use self::whole::CheckWhole;
// For generated code, through `__private`.
#[cfg(feature = "email")]
#[doc(hidden)]
pub use self::email::email;
#[cfg(not(feature = "email"))]
#[doc(hidden)]
pub use self::missing::email;
#[cfg(not(feature = "url"))]
#[doc(hidden)]
pub use self::missing::url;
#[cfg(not(feature = "regex"))]
#[doc(hidden)]
pub use self::missing::{Pattern, pattern};
#[cfg(feature = "regex")]
#[doc(hidden)]
pub use self::pattern::{Pattern, pattern};
#[cfg(feature = "url")]
#[doc(hidden)]
pub use self::url::url;
#[doc(hidden)]
pub use self::{
    constant::{constant, is_constant},
    custom::custom,
    each::each,
    entries::{keys, values},
    length::{Bounds, byte_length, length},
    one_of::one_of,
    range::range,
    required::required,
    said::Said,
    whole::check_whole,
};
