//! Where the range of a sort key condition ends.

use aws_sdk_dynamodb::types::AttributeValue;

use super::condition::{Comparison, SortTest};
use crate::value::Number;

impl SortTest {
    /// Whether no sort key beyond this one can meet the condition: none that is larger, or none that is smaller.
    ///
    /// It knows the bounds that are met themselves. Those are what DynamoDB will not go on from: "The provided starting
    /// key does not match the range key predicate".
    pub(crate) fn ends_at(&self, sort_key: &AttributeValue, upward: bool) -> bool {
        let bound = match (self, upward) {
            (Self::Compare(Comparison::Eq, bound), _)
            | (Self::Compare(Comparison::Le, bound) | Self::Between(_, bound), true)
            | (Self::Compare(Comparison::Ge, bound) | Self::Between(bound, _), false) => bound,
            _ => return false,
        };
        matches!(bound, Ok(Some(bound)) if is_same(bound, sort_key))
    }
}

/// Whether these are one value, in whatever spelling.
fn is_same(a: &AttributeValue, b: &AttributeValue) -> bool {
    match (a, b) {
        (AttributeValue::N(a), AttributeValue::N(b)) => {
            let (a, b) = (Number::from_stored(a), Number::from_stored(b));
            matches!((a, b), (Ok(a), Ok(b)) if a == b)
        }
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn n(text: &str) -> AttributeValue {
        AttributeValue::N(text.to_owned())
    }

    fn compare(comparison: Comparison, bound: &str) -> SortTest {
        SortTest::Compare(comparison, Ok(Some(n(bound))))
    }

    #[test]
    fn only_bounds_that_are_met() {
        let between = SortTest::Between(Ok(Some(n("1"))), Ok(Some(n("2"))));
        for (test, downward, upward) in [
            (compare(Comparison::Eq, "1.50"), true, true),
            (compare(Comparison::Le, "1.50"), false, true),
            (compare(Comparison::Ge, "1.50"), true, false),
            (compare(Comparison::Lt, "1.50"), false, false),
            (compare(Comparison::Gt, "1.50"), false, false),
            (compare(Comparison::Eq, "2"), false, false),
            (between, false, false),
            (SortTest::BeginsWith(Ok(Some(n("1.5")))), false, false),
        ] {
            assert_eq!(test.ends_at(&n("15e-1"), false), downward, "{test:?}");
            assert_eq!(test.ends_at(&n("1.5"), true), upward, "{test:?}");
        }
    }

    #[test]
    fn of_a_range_each_bound_in_its_direction() {
        let s = |text: &str| AttributeValue::S(text.to_owned());
        let between = SortTest::Between(Ok(Some(s("a"))), Ok(Some(s("b"))));
        assert!(between.ends_at(&s("a"), false) && !between.ends_at(&s("a"), true));
        assert!(between.ends_at(&s("b"), true) && !between.ends_at(&s("b"), false));
    }

    #[test]
    fn a_bound_that_has_no_stored_form_is_the_renderers_to_refuse() {
        let test = SortTest::Compare(Comparison::Eq, Err(Error::encode("no")));
        assert!(!test.ends_at(&n("1"), true));
    }
}
