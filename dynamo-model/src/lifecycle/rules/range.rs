//! `range(min = 1, max = 9)`.

use std::fmt::Display;

use super::Holder;
use super::said::{Said, param};
use crate::error::{At, Violation};
use crate::lifecycle::transform::{Here, Inside};
use crate::value::{Number, Writing};

/// A type whose values lie before or behind a `B`: numbers, points in time, and others that are `PartialOrd`, `Display` and `Copy`.
///
/// Text has an order too, but it is not what its users mean by a range. `Place` says where the value is, and is never given.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` has no range",
    label = "neither a number, nor a point in time, nor anything like it",
    note = "a type with a range, and its bounds, implement `PartialOrd`, `Display` and `Copy`",
    note = "how long text is or how many items there are is checked with `length(..)`; the items themselves with `each(range(..))`"
)]
pub trait Ranged<B, Place> {
    /// Whether the value is there, and not within these bounds.
    fn is_outside(&self, min: Option<&B>, max: Option<&B>) -> bool;
}

#[diagnostic::do_not_recommend]
impl<T: PartialOrd + Display + Copy> Ranged<T, Here> for T {
    fn is_outside(&self, min: Option<&T>, max: Option<&T>) -> bool {
        // What cannot be compared, as NaN, is in no range.
        let within = min.is_none_or(|min| self >= min) && max.is_none_or(|max| self <= max);
        !within
    }
}

#[diagnostic::do_not_recommend]
impl<B, P, T: Holder<Held: Ranged<B, P>>> Ranged<B, Inside<P>> for T {
    fn is_outside(&self, min: Option<&B>, max: Option<&B>) -> bool {
        self.held().is_some_and(|value| value.is_outside(min, max))
    }
}

#[diagnostic::do_not_recommend]
impl Ranged<Self, Here> for Number {
    fn is_outside(&self, min: Option<&Self>, max: Option<&Self>) -> bool {
        min.is_some_and(|min| self < min) || max.is_some_and(|max| self > max)
    }
}

/// Whole numbers as the bounds of a type that has no literals of its own.
#[derive(Debug)]
pub enum Whole {}

macro_rules! whole_bounds {
    ($($ty:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl Ranged<i64, Whole> for $ty {
            fn is_outside(&self, min: Option<&i64>, max: Option<&i64>) -> bool {
                let bound = |bound: Option<&i64>| bound.copied().map(Self::from);
                Ranged::<Self, Here>::is_outside(self, bound(min).as_ref(), bound(max).as_ref())
            }
        }
    )*};
}
whole_bounds!(Number);
#[cfg(feature = "rust_decimal")]
whole_bounds!(rust_decimal::Decimal);

/// A value that is written has to lie within these bounds.
pub fn range<T: Ranged<B, P>, B: Display, P>(
    value: &T,
    min: Option<B>,
    max: Option<B>,
    said: Said,
    at: &At<'_>,
    writing: &mut Writing,
) {
    if !writing.is_whole() || !value.is_outside(min.as_ref(), max.as_ref()) {
        return;
    }
    let message = match (&min, &max) {
        (Some(min), Some(max)) => format!("must be between {min} and {max}"),
        (Some(min), None) => format!("must be at least {min}"),
        (None, Some(max)) => format!("must be at most {max}"),
        (None, None) => "must be comparable".to_owned(),
    };
    let mut violation = Violation::new("range", message);
    for (name, bound) in [("min", &min), ("max", &max)] {
        if let Some(bound) = bound {
            violation = violation.with(name, param(bound));
        }
    }
    said.report(violation, at, writing);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::testing::broken;
    use super::*;
    use crate::error::Param;

    fn check<T: Ranged<B, P>, B: Display + Clone, P>(
        value: &T,
        min: Option<B>,
        max: Option<B>,
    ) -> Vec<Violation> {
        broken(|at, writing| range(value, min.clone(), max.clone(), Said::NOTHING, at, writing))
    }

    #[test]
    fn bounds_are_within() {
        for good in [1, 5, 9] {
            assert_eq!(check(&good, Some(1), Some(9)), []);
        }
        for bad in [0, 10] {
            let [violation] = &check(&bad, Some(1_u8), Some(9))[..] else {
                panic!("{bad}");
            };
            assert_eq!(violation.code, "range");
            assert_eq!(violation.message, "must be between 1 and 9");
            let params = [("min", Param::Integer(1)), ("max", Param::Integer(9))];
            assert_eq!(violation.params, params);
        }
        assert_eq!(check(&-1, Some(0), None)[0].message, "must be at least 0");
        assert_eq!(check(&1.5, None, Some(1.0))[0].message, "must be at most 1");
    }

    #[test]
    fn what_has_no_order_is_in_no_range() {
        assert_eq!(check(&f64::NAN, Some(0.0), None).len(), 1);
        assert_eq!(check(&f32::NAN, None, Some(0.0)).len(), 1);
    }

    #[test]
    fn looks_into_what_holds_a_value() {
        assert_eq!(check(&None::<u8>, Some(1), None), []);
        assert_eq!(check(&Some(0_u8), Some(1), None).len(), 1);
        assert_eq!(
            check(&Box::new(Some(Arc::new(0_i8))), Some(1), None).len(),
            1
        );
    }

    #[test]
    fn whole_numbers_are_bounds_of_exact_numbers() {
        let half: Number = "0.5".parse().unwrap();
        assert_eq!(check(&half, Some(0), Some(1)), []);
        assert_eq!(check(&Some(half.clone()), Some(1), None).len(), 1);
        assert_eq!(
            check(&half, Some("0.6".parse::<Number>().unwrap()), None).len(),
            1
        );
    }
}
