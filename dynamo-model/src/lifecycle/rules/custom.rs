//! `custom(path::to_fn)`.

use super::Holder;
use super::said::Said;
use crate::error::{At, Violation};
use crate::lifecycle::transform::{Here, Inside};
use crate::value::Writing;

/// A function that says what is wrong with a value of type `T`: `fn(&T) -> Result<(), E>`.
///
/// `E` is what becomes a [`Violation`]: text, which is its message under the code `custom`; a `Violation`, with a code and values of
/// its own; or a type of yours with `impl From<..> for Violation`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no function that checks a value",
    label = "expected `fn(&T) -> Result<(), E>`",
    note = "`E` is `&'static str`, `String` or `Violation`, or a type with `impl From<E> for Violation`"
)]
pub trait Check<T: ?Sized, E> {
    /// What is wrong with the value.
    ///
    /// # Errors
    /// What the function says.
    fn check(&self, value: &T) -> Result<(), Violation>;
}

#[diagnostic::do_not_recommend]
impl<T: ?Sized, E: Into<Violation>, F: Fn(&T) -> Result<(), E>> Check<T, E> for F {
    fn check(&self, value: &T) -> Result<(), Violation> {
        self(value).map_err(Into::into)
    }
}

/// A value that is a `T`, or that holds one.
///
/// `Place` says where, and is never given.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is not checked by a function of `{T}`",
    label = "the function takes a `&{T}`",
    note = "the items of a list are checked with `each(custom(..))`, the entries of a map with `values(custom(..))`"
)]
pub trait Look<T: ?Sized, Place> {
    /// The `T`, if it is there.
    fn look(&self) -> Option<&T>;
}

#[diagnostic::do_not_recommend]
impl<T> Look<T, Here> for T {
    fn look(&self) -> Option<&T> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ?Sized, P, U: Holder<Held: Look<T, P>>> Look<T, Inside<P>> for U {
    fn look(&self) -> Option<&T> {
        self.held()?.look()
    }
}

/// As a `&str` or a slice.
#[derive(Debug)]
pub enum Borrowed {}

#[diagnostic::do_not_recommend]
impl<T: AsRef<str>> Look<str, Borrowed> for T {
    fn look(&self) -> Option<&str> {
        Some(self.as_ref())
    }
}

#[diagnostic::do_not_recommend]
impl<T, U: AsRef<[T]>> Look<[T], Borrowed> for U {
    fn look(&self) -> Option<&[T]> {
        Some(self.as_ref())
    }
}

/// A value that is written has to pass this function.
pub fn custom<F: Look<T, P>, T: ?Sized, E, P>(
    value: &F,
    function: impl Check<T, E>,
    said: Said,
    at: &At<'_>,
    writing: &mut Writing,
) {
    if !writing.is_whole() {
        return;
    }
    if let Some(Err(violation)) = value.look().map(|value| function.check(value)) {
        said.report(violation, at, writing);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::broken;
    use super::*;
    use crate::error::AttributePath;

    fn check<F: Look<T, P>, T: ?Sized, E, P>(
        value: &F,
        function: impl Check<T, E> + Copy,
    ) -> Vec<Violation> {
        broken(|at, writing| custom(value, function, Said::NOTHING, at, writing))
    }

    fn even(number: &u32) -> Result<(), &'static str> {
        if number.is_multiple_of(2) {
            return Ok(());
        }
        Err("is odd")
    }

    fn short(text: &str) -> Result<(), String> {
        if text.len() < 3 {
            return Ok(());
        }
        Err("is long".to_owned())
    }

    fn sorted(numbers: &[u32]) -> Result<(), Violation> {
        if numbers.is_sorted() {
            return Ok(());
        }
        Err(Violation::new("order", "is out of order").at(AttributePath::new(1)))
    }

    struct Absent;

    impl From<Absent> for Violation {
        fn from(_: Absent) -> Self {
            Self::new("absent", "is not there")
        }
    }

    fn there(value: &Option<u32>) -> Result<(), Absent> {
        value.map(|_| ()).ok_or(Absent)
    }

    #[test]
    fn the_value_is_found() {
        assert_eq!(check(&2, even), []);
        assert_eq!(check(&Some(Box::new(2)), even), []);
        assert_eq!(check(&None::<u32>, even), []);
        assert_eq!(check(&"ab".to_owned(), short), []);
        assert_eq!(check(&Some(Box::<str>::from("ab")), short), []);
        assert_eq!(check(&Some(vec![1, 2]), sorted), []);
        assert_eq!(check(&[1, 2], sorted), []);
        assert_eq!(check(&Some(1), there), []);
    }

    #[test]
    fn text_is_the_message() {
        let found = check(&Some(1), even);
        assert_eq!((&*found[0].code, &*found[0].message), ("custom", "is odd"));
        let found = check(&"abc".to_owned(), short);
        assert_eq!((&*found[0].code, &*found[0].message), ("custom", "is long"));
    }

    #[test]
    fn a_violation_keeps_what_it_says() {
        let found = check(&vec![2, 1], sorted);
        assert_eq!(found[0].code, "order");
        let path = found[0].path.as_ref().map(ToString::to_string);
        assert_eq!(path.as_deref(), Some("field[1]"));
        assert_eq!(check(&None::<u32>, there)[0].code, "absent");
    }

    #[test]
    fn what_is_said_at_the_rule_comes_first() {
        let said = Said {
            message: Some("not even"),
            code: Some("even"),
        };
        let found = broken(|at, writing| custom(&1, even, said, at, writing));
        assert_eq!((&*found[0].code, &*found[0].message), ("even", "not even"));
    }
}
