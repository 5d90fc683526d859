//! Rules across the fields of a struct.

use crate::error::{At, Report};
use crate::value::Writing;

/// Asks a function of the user what is wrong with a struct. Its paths are those of the struct.
pub fn check_whole<S>(
    value: &S,
    function: impl Fn(&S, &mut Report),
    at: &At<'_>,
    writing: &mut Writing,
) {
    let mut report = Report::new();
    function(value, &mut report);
    for violation in report {
        writing.report(at, violation);
    }
}
