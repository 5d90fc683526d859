//! Rules across the fields of a struct.

use crate::error::{At, Report};
use crate::value::Writing;

/// A function that says what is wrong with an `S` as a whole: `fn(&S, &mut Report)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not check a `{S}`",
    label = "expected a function `fn(&{S}, &mut Report)`",
    note = "it adds to the report what is wrong, and returns nothing"
)]
pub trait CheckWhole<S> {
    /// Says what is wrong.
    fn check(&self, value: &S, report: &mut Report);
}

#[diagnostic::do_not_recommend]
impl<S, F: Fn(&S, &mut Report)> CheckWhole<S> for F {
    fn check(&self, value: &S, report: &mut Report) {
        self(value, report);
    }
}

/// Asks a function of the user what is wrong with a struct. Its paths are those of the struct.
pub fn check_whole<S>(value: &S, function: impl CheckWhole<S>, at: &At<'_>, writing: &mut Writing) {
    let mut report = Report::new();
    function.check(value, &mut report);
    for violation in report {
        writing.report(at, violation);
    }
}
