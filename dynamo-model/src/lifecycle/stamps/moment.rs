//! `created_at` and `updated_at`.

use std::fmt;
use std::time::SystemTime;

use super::{give, is_kept};
use crate::error::{At, Result};
use crate::value::{PointInTime, Writing};

/// A type that can hold the moment of a write: what `#[dynamo(created_at)]` and `#[dynamo(updated_at)]` can be said of.
///
/// Implemented for every [`PointInTime`], and for `Option`s of these.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the moment of a write",
    label = "not a point in time",
    note = "it is for `SystemTime`, chrono's `DateTime`, time's `OffsetDateTime` and `UtcDateTime`, and `Option`s of these",
    note = "`with = UnixSeconds`, `UnixMillis` or `Rfc3339` chooses how it is stored"
)]
pub trait Stamp: Sized {
    /// Whether it can be absent.
    const OPTIONAL: bool = false;

    /// Whether it is absent.
    fn is_none(&self) -> bool {
        false
    }

    /// This moment.
    ///
    /// # Errors
    /// If it is out of the range of this type.
    fn at(now: SystemTime) -> Result<Self>;
}

#[diagnostic::do_not_recommend]
impl<T: PointInTime> Stamp for T {
    fn at(now: SystemTime) -> Result<Self> {
        Self::from_unix_nanos(now.unix_nanos())
    }
}

#[diagnostic::do_not_recommend]
impl<T: PointInTime> Stamp for Option<T> {
    const OPTIONAL: bool = true;

    fn is_none(&self) -> bool {
        Self::is_none(self)
    }

    fn at(now: SystemTime) -> Result<Self> {
        T::from_unix_nanos(now.unix_nanos()).map(Some)
    }
}

/// How a field holds the moment of a write. Derives make it, and what it needs of the type is asked once.
pub struct Moment<T> {
    optional: bool,
    is_none: fn(&T) -> bool,
    at: fn(SystemTime) -> Result<T>,
}

/// That of a type.
pub const fn moment<T: Stamp>() -> Moment<T> {
    Moment {
        optional: T::OPTIONAL,
        is_none: T::is_none,
        at: T::at,
    }
}

impl<T> Moment<T> {
    /// `created_at` of what is written as a whole.
    pub fn created(&self, value: &mut T, at: &At<'_>, writing: &mut Writing) {
        if !is_kept(self.optional, (self.is_none)(value), writing) {
            self.updated(value, at, writing);
        }
    }

    /// `updated_at` of what is written as a whole.
    pub fn updated(&self, value: &mut T, at: &At<'_>, writing: &mut Writing) {
        give(value, self.at(writing.now()), at, writing);
    }

    /// Either in an update.
    #[allow(clippy::missing_errors_doc)] // that of the type
    pub fn at(&self, now: SystemTime) -> Result<T> {
        (self.at)(now)
    }
}

impl<T> fmt::Debug for Moment<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Moment")
    }
}
