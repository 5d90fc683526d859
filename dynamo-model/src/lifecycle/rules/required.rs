//! What has to be there when it is written, though its type allows it to be absent.

use crate::error::{At, Violation};
use crate::value::{MayBeAbsent, Purpose, Writing};

/// An attribute that `#[dynamo(required)]` can be said of.
#[diagnostic::on_unimplemented(
    message = "`required` is for what may be absent, and a `{Self}` is always there",
    label = "always there",
    note = "remove `required`: the type requires it already"
)]
pub trait MayLack {
    /// Whether it is absent.
    fn lacks(&self) -> bool;
}

#[diagnostic::do_not_recommend]
impl<T: MayBeAbsent> MayLack for T {
    fn lacks(&self) -> bool {
        self.is_absent()
    }
}

/// A value that is written has to be there.
pub fn required<T: MayLack>(value: &T, at: &At<'_>, writing: &mut Writing) {
    let asked = writing.is_whole() || writing.purpose() == Purpose::Remove;
    if asked && value.lacks() {
        writing.report(at, Violation::new("required", "is required"));
    }
}
