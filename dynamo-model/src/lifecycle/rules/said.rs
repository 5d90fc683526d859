//! What the user says of a rule that is broken, in the place of the rule's own words.

use std::borrow::Cow;
use std::fmt::Display;

use crate::error::{At, Param, Violation};
use crate::value::Writing;

/// `message = ".."` and `code = ".."` of a rule.
#[derive(Debug, Clone, Copy)]
pub struct Said {
    /// For people.
    pub message: Option<&'static str>,
    /// For programs.
    pub code: Option<&'static str>,
}

impl Said {
    /// The rule's own words.
    pub const NOTHING: Self = Self {
        message: None,
        code: None,
    };

    pub(super) fn report(self, mut violation: Violation, at: &At<'_>, writing: &mut Writing) {
        if let Some(message) = self.message {
            violation.message = Cow::Borrowed(message);
        }
        if let Some(code) = self.code {
            violation.code = Cow::Borrowed(code);
        }
        writing.report(at, violation);
    }
}

/// What a rule asks for, as a program reads it: a number if it reads as one.
pub(super) fn param(of: &impl Display) -> Param {
    let text = of.to_string();
    if let Ok(integer) = text.parse() {
        return Param::Integer(integer);
    }
    match text.parse::<f64>() {
        // Nothing is lost on the way.
        Ok(number) if number.is_finite() && number.to_string() == shortest(&text) => {
            Param::Float(number)
        }
        _ => Param::Text(text.into()),
    }
}

/// The digits without zeros at their end: `1.50` is `1.5`.
fn shortest(text: &str) -> &str {
    if text.contains('.') {
        return text.trim_end_matches('0').trim_end_matches('.');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_numbers() {
        assert_eq!(param(&1), Param::Integer(1));
        assert_eq!(param(&-1.5), Param::Float(-1.5));
        assert_eq!(param(&"1.50"), Param::Float(1.5));
        assert_eq!(param(&2.0), Param::Integer(2));
        assert_eq!(param(&"2024-05-01"), Param::Text("2024-05-01".into()));
        assert_eq!(param(&u64::MAX), Param::Text(u64::MAX.to_string().into()));
        assert_eq!(param(&f64::INFINITY), Param::Text("inf".into()));
    }
}
