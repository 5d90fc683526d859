//! The attribute that counts the writes of an item: who has read one state of it does not overwrite another.

use super::Entity;
use crate::value::Number;

/// A model with a version: a field with `#[dynamo(version)]`.
///
/// Its version is 1 when the item is created, and one more with every write. A [`put`](crate::Model::put) and a
/// [`save`](crate::op::Tracked::save) go through only if the stored item still has the version that they started from.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no version",
    label = "no field counts the writes of its items",
    note = "add `#[dynamo(version)]` to a field of it: `version: u64`"
)]
pub trait Versioned: Entity {
    /// The type of the field.
    type Version: VersionNumber;
}

/// A type that a version can have: a whole number of up to 64 bits, as a rule a `u64`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a version",
    label = "not a whole number of up to 64 bits",
    note = "a version counts the writes of an item: make it a `u64`"
)]
pub trait VersionNumber: Counter {
    /// The largest.
    #[doc(hidden)]
    const LARGEST: u64;
}

/// A number that counts. [`VersionNumber`] is for those who name its type, and this for those who don't.
#[doc(hidden)]
pub trait Counter {
    /// The number as it is stored.
    fn number(&self) -> Number;

    /// Begins to count.
    fn begin(&mut self);

    /// Counts on. `false`, and nothing done, if it is the largest already.
    fn advance(&mut self) -> bool;
}

macro_rules! version_numbers {
    ($($ty:ident)*) => {$(
        #[diagnostic::do_not_recommend]
        impl VersionNumber for $ty {
            #[allow(clippy::cast_sign_loss, clippy::cast_lossless)] // the largest number of a type is positive
            const LARGEST: u64 = $ty::MAX as u64;
        }

        impl Counter for $ty {
            fn number(&self) -> Number {
                Number::from(*self)
            }

            fn begin(&mut self) {
                *self = 1;
            }

            fn advance(&mut self) -> bool {
                match self.checked_add(1) {
                    Some(next) => {
                        *self = next;
                        true
                    }
                    None => false,
                }
            }
        }
    )*};
}

version_numbers!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

/// The version of an item, without its type.
pub fn counter<M: Versioned>(version: &mut M::Version) -> &mut dyn Counter {
    version
}

/// The attribute of a version.
#[derive(Debug, Clone, Copy)]
pub struct VersionSchema {
    name: &'static str,
    largest: u64,
}

impl VersionSchema {
    /// The attribute of this name, in a model.
    pub const fn of<M: Versioned>(name: &'static str) -> Self {
        Self {
            name,
            largest: <M::Version as VersionNumber>::LARGEST,
        }
    }

    /// Its stored name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The largest version.
    pub(crate) const fn largest(&self) -> u64 {
        self.largest
    }

    /// Whether the largest is so small that writes may get there.
    pub(crate) const fn is_small(&self) -> bool {
        self.largest <= u32::MAX as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_up_to_the_largest_and_never_wraps() {
        let mut version = 253_u8;
        assert!(version.advance() && version.advance());
        assert!(!version.advance());
        assert_eq!((version, version.number().as_str()), (255, "255"));
        let mut version = -1_i64;
        assert!(version.advance());
        assert_eq!(version, 0);
        version.begin();
        assert_eq!(version, 1);
    }
}
