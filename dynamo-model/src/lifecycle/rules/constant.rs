//! Attributes that have one value only.

use crate::error::{At, Violation};
use crate::value::Writing;

/// An attribute that `#[dynamo(constant = ..)]` can be said of.
#[diagnostic::on_unimplemented(
    message = "a constant is compared with what is written and read, and a `{Self}` cannot be compared",
    label = "has no `==`",
    note = "add `#[derive(PartialEq)]` to it"
)]
pub trait Constant {
    /// Whether it is this value.
    fn is(&self, constant: &Self) -> bool;
}

#[diagnostic::do_not_recommend]
impl<T: PartialEq> Constant for T {
    fn is(&self, constant: &Self) -> bool {
        self == constant
    }
}

/// Whether a value is the only one that it may be.
pub fn is_constant<T: Constant>(value: &T, constant: &T) -> bool {
    value.is(constant)
}

/// A value that is written is the only one that it may be.
pub fn constant(is_constant: bool, at: &At<'_>, writing: &mut Writing) {
    if writing.is_whole() && !is_constant {
        let text = "is a constant, and can't have another value";
        writing.report(at, Violation::new("constant", text));
    }
}
