//! Regular expressions are read when they are compiled, so that a wrong one is found at its place.

use syn::LitStr;

use crate::ctxt::Ctxt;

/// Says what is wrong with a regular expression.
#[cfg(feature = "regex")]
pub(super) fn check(cx: &Ctxt, source: &LitStr) {
    use regex_syntax::Error;

    let text = source.value();
    let (what, at) = match regex_syntax::parse(&text) {
        Ok(_) => return,
        Err(Error::Parse(error)) => (error.kind().to_string(), *error.span()),
        Err(Error::Translate(error)) => (error.kind().to_string(), *error.span()),
        Err(error) => return cx.error(source, error),
    };
    let at = match text.get(at.start.offset..at.end.offset) {
        Some(part) if !part.is_empty() => format!(", at `{part}`"),
        _ => String::new(),
    };
    cx.error(source, format!("this is no regular expression: {what}{at}"));
}

/// Without the feature, the rule is a mistake of its own.
#[cfg(not(feature = "regex"))]
pub(super) fn check(_: &Ctxt, _: &LitStr) {}
