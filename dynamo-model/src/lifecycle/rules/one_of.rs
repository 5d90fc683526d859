//! `one_of("a", "b")`.

use std::fmt::Display;

use super::Holder;
use super::said::{Said, param};
use crate::error::{At, Param, Violation};
use crate::lifecycle::transform::{Here, Inside};
use crate::value::Writing;

/// A type whose values can be equal to a `B`.
///
/// `Place` says where the value is, and is never given.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is not one of several `{B}`",
    label = "is not compared with values of this type",
    note = "the values have the type of the field, which implements `PartialEq` and `Display`; those of text are strings",
    note = "the items of a list are checked with `each(one_of(..))`"
)]
pub trait OneOf<B, Place> {
    /// Whether the value is there, and none of these.
    fn is_none_of(&self, values: &[B]) -> bool;

    /// A value as a program reads it.
    fn param(value: &B) -> Param;
}

#[diagnostic::do_not_recommend]
impl<T: PartialEq + Display> OneOf<T, Here> for T {
    fn is_none_of(&self, values: &[T]) -> bool {
        !values.contains(self)
    }

    fn param(value: &T) -> Param {
        param(value)
    }
}

#[diagnostic::do_not_recommend]
impl<B, P, T: Holder<Held: OneOf<B, P>>> OneOf<B, Inside<P>> for T {
    fn is_none_of(&self, values: &[B]) -> bool {
        self.held().is_some_and(|value| value.is_none_of(values))
    }

    fn param(value: &B) -> Param {
        T::Held::param(value)
    }
}

/// Text that is compared with a string.
#[derive(Debug)]
pub enum AsText {}

#[diagnostic::do_not_recommend]
impl<T: AsRef<str>> OneOf<&'static str, AsText> for T {
    fn is_none_of(&self, values: &[&'static str]) -> bool {
        !values.contains(&self.as_ref())
    }

    fn param(value: &&'static str) -> Param {
        Param::from(*value)
    }
}

/// A value that is written has to be one of these.
pub fn one_of<T: OneOf<B, P>, B: Display, P>(
    value: &T,
    values: &[B],
    said: Said,
    at: &At<'_>,
    writing: &mut Writing,
) {
    if !writing.is_whole() || !value.is_none_of(values) {
        return;
    }
    let names: Vec<_> = values.iter().map(ToString::to_string).collect();
    let message = format!("must be one of: {}", names.join(", "));
    let params = Param::Several(values.iter().map(T::param).collect());
    let violation = Violation::new("one_of", message).with("values", params);
    said.report(violation, at, writing);
}

#[cfg(test)]
mod tests {
    use super::super::testing::broken;
    use super::*;

    fn check<T: OneOf<B, P>, B: Display, P>(value: &T, values: &[B]) -> Vec<Violation> {
        broken(|at, writing| one_of(value, values, Said::NOTHING, at, writing))
    }

    #[test]
    fn text_is_compared_with_strings() {
        assert_eq!(check(&"a".to_owned(), &["a", "b"]), []);
        assert_eq!(check(&None::<Box<str>>, &["a"]), []);
        let found = check(&Some("c".to_owned()), &["a", "1"]);
        assert_eq!(found[0].code, "one_of");
        assert_eq!(found[0].message, "must be one of: a, 1");
        let values = vec![Param::Text("a".into()), Param::Text("1".into())];
        assert_eq!(found[0].params, [("values", Param::Several(values))]);
    }

    #[test]
    fn other_values_are_compared_with_their_like() {
        assert_eq!(check(&2_u8, &[1, 2]), []);
        assert_eq!(check(&Some('a'), &['a']), []);
        let found = check(&Some(3_u64), &[1, 2]);
        let values = vec![Param::Integer(1), Param::Integer(2)];
        assert_eq!(found[0].params, [("values", Param::Several(values))]);
    }
}
