//! `pattern("^a")`.

use std::sync::OnceLock;

use regex::Regex;

use super::Text;
use super::said::Said;
use crate::error::{At, Violation};
use crate::value::Writing;

/// A regular expression, compiled when it is first needed.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    /// `None` if it cannot be compiled: the derive has read it, and so it is too large.
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// This regular expression.
    pub const fn new(source: &'static str) -> Self {
        Self {
            source,
            compiled: OnceLock::new(),
        }
    }
}

/// Text that is written has to match this pattern somewhere.
pub fn pattern<T: Text<P>, P>(
    value: &T,
    pattern: &'static Pattern,
    said: Said,
    at: &At<'_>,
    writing: &mut Writing,
) {
    if !writing.is_whole() {
        return;
    }
    let Some(text) = value.text() else { return };
    let compiled = pattern
        .compiled
        .get_or_init(|| Regex::new(pattern.source).ok());
    let message = match compiled {
        Some(compiled) if compiled.is_match(text) => return,
        Some(_) => format!("must match `{}`", pattern.source),
        None => "has a pattern that is too large to be compiled".to_owned(),
    };
    let violation = Violation::new("pattern", message).with("pattern", pattern.source);
    said.report(violation, at, writing);
}

#[cfg(test)]
mod tests {
    use super::super::testing::broken;
    use super::*;
    use crate::error::Param;

    fn check<T: Text<P>, P>(value: &T, source: &'static Pattern) -> Vec<Violation> {
        broken(|at, writing| pattern(value, source, Said::NOTHING, at, writing))
    }

    #[test]
    fn matches_anywhere_unless_it_says_otherwise() {
        static DIGIT: Pattern = Pattern::new("[0-9]");
        static WORD: Pattern = Pattern::new(r"^\p{L}\w*$");
        assert_eq!(check(&"a1b".to_owned(), &DIGIT), []);
        assert_eq!(check(&Some("Ärger".to_owned()), &WORD), []);
        assert_eq!(check(&None::<String>, &WORD), []);
        let found = check(&Some(Box::<str>::from("ab")), &DIGIT);
        assert_eq!(found[0].code, "pattern");
        assert_eq!(found[0].message, "must match `[0-9]`");
        assert_eq!(found[0].params, [("pattern", Param::Text("[0-9]".into()))]);
    }

    #[test]
    fn one_that_is_too_large_passes_nothing() {
        static LARGE: Pattern = Pattern::new(r"\w{1000}{1000}");
        let found = check(&"a".to_owned(), &LARGE);
        assert!(found[0].message.contains("too large"), "{found:?}");
    }
}
