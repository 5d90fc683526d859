//! What the tests of the rules share.

use crate::error::{At, Violation};
use crate::value::{Purpose, Write, Writing};

/// What a check of a whole value finds, at `field`.
pub(super) fn broken(check: impl Fn(&At<'_>, &mut Writing)) -> Vec<Violation> {
    let found = of(Purpose::Store, &check);
    let path = |violation: &Violation| violation.path.as_ref().map(ToString::to_string);
    assert!(
        found
            .iter()
            .all(|v| path(v).is_some_and(|p| p.starts_with("field")))
    );
    for other in [
        Purpose::Compare,
        Purpose::Affix,
        Purpose::Sought,
        Purpose::Remove,
    ] {
        assert_eq!(of(other, &check), [], "nothing is written: {other:?}");
    }
    found
}

/// What a check finds in a value for this purpose.
pub(super) fn of(purpose: Purpose, check: &impl Fn(&At<'_>, &mut Writing)) -> Vec<Violation> {
    let mut writing = Writing::new(Write::Putting, purpose);
    check(&At::ITEM.name("field"), &mut writing);
    writing.into_report().into_iter().collect()
}
