//! `validate(..)` on a field.

mod literal;
mod pattern;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Expr, ExprPath, LitStr, Token};

use super::{Named, no_value, once, unknown_inside, value};
use crate::ctxt::{Ctxt, did_you_mean};

/// One rule.
pub(crate) struct Rule {
    pub(crate) word: Ident,
    pub(crate) kind: Kind,
    pub(crate) said: Said,
}

/// Which rule it is.
pub(crate) enum Kind {
    Range {
        min: Option<Expr>,
        max: Option<Expr>,
    },
    Length(Length),
    Pattern(LitStr),
    OneOf(Vec<Expr>),
    Email,
    Url,
    Custom(ExprPath),
    Each(Vec<Rule>),
    Keys(Vec<Rule>),
    Values(Vec<Rule>),
}

/// `length(bytes, max = 9)`.
pub(crate) struct Length {
    pub(crate) bytes: bool,
    pub(crate) min: Option<Expr>,
    pub(crate) max: Option<Expr>,
    pub(crate) equal: Option<Expr>,
}

/// What every rule takes.
#[derive(Default)]
pub(crate) struct Said {
    pub(crate) message: Option<LitStr>,
    pub(crate) code: Option<LitStr>,
}

const RULES: [&str; 10] = [
    "range", "length", "pattern", "one_of", "email", "url", "custom", "each", "keys", "values",
];

/// What these are called elsewhere.
const OTHER_NAMES: [(&str, &str); 8] = [
    ("regex", "pattern(\"..\")"),
    ("min", "range(min = ..)"),
    ("max", "range(max = ..)"),
    ("min_length", "length(min = ..)"),
    ("max_length", "length(max = ..)"),
    ("not_empty", "length(min = 1)"),
    ("enum", "one_of(..)"),
    ("function", "custom(..)"),
];

/// What follows `validate`.
pub(super) fn read(cx: &Ctxt, word: &Ident, input: ParseStream<'_>) -> syn::Result<Vec<Rule>> {
    if input.peek(Token![=]) {
        return Err(syn::Error::new(
            word.span(),
            "on a field, `validate` takes rules; a function is one of them: `validate(custom(my_function))`",
        ));
    }
    rules(cx, word, input)
}

/// The rules in the parentheses behind `validate`, `each`, `keys` or `values`.
fn rules(cx: &Ctxt, of: &Ident, input: ParseStream<'_>) -> syn::Result<Vec<Rule>> {
    let takes = || {
        syn::Error::new(
            of.span(),
            format!("`{of}` takes at least one rule: `{of}(range(min = 1))`"),
        )
    };
    if !input.peek(syn::token::Paren) {
        return Err(takes());
    }
    let inside;
    syn::parenthesized!(inside in input);
    if inside.is_empty() {
        return Err(takes());
    }
    let mut rules = Vec::new();
    super::words(cx, &inside, &unknown, &mut |word, input| {
        let Some(rule) = rule(cx, word, input)? else {
            return Ok(false);
        };
        rules.push(rule);
        Ok(true)
    })?;
    check_once(cx, &rules);
    Ok(rules)
}

/// What follows the name of a rule. `None` for another word.
fn rule(cx: &Ctxt, word: &Ident, input: ParseStream<'_>) -> syn::Result<Option<Rule>> {
    let (kind, said) = match word.to_string().as_str() {
        "range" => range(cx, word, input)?,
        "length" => length(cx, word, input)?,
        "pattern" => {
            let (source, said) = first(cx, word, "a regular expression", "\"^[a-z]+$\"", input)?;
            pattern::check(cx, &source);
            (Kind::Pattern(source), said)
        }
        "one_of" => one_of(cx, word, input)?,
        "email" => (Kind::Email, nothing_else(cx, word, input)?),
        "url" => (Kind::Url, nothing_else(cx, word, input)?),
        "custom" => {
            let (function, said) = first(cx, word, "a function", "my_function", input)?;
            (Kind::Custom(function), said)
        }
        "each" => (Kind::Each(rules(cx, word, input)?), Said::default()),
        "keys" => (Kind::Keys(rules(cx, word, input)?), Said::default()),
        "values" => (Kind::Values(rules(cx, word, input)?), Said::default()),
        _ => return Ok(None),
    };
    Ok(Some(Rule {
        word: word.clone(),
        kind,
        said,
    }))
}

/// `range(min = 1, max = 9)`.
fn range(cx: &Ctxt, rule: &Ident, input: ParseStream<'_>) -> syn::Result<(Kind, Said)> {
    let before = cx.count();
    let (mut min, mut max) = (None, None);
    let said = behind(rule, "range(min = 1, max = 9)", input, |input| {
        said(cx, rule, &["min", "max"], input, &mut |word, input| {
            match word.to_string().as_str() {
                "min" => once(cx, &mut min, word, bound(word, input)?),
                "max" => once(cx, &mut max, word, bound(word, input)?),
                _ => return Ok(false),
            }
            Ok(true)
        })
    })?;
    if cx.count() == before {
        if min.is_none() && max.is_none() {
            cx.error(rule, "`range` has no bounds; give it `min`, `max`, or both");
        }
        check_order(cx, min.as_ref(), max.as_ref());
    }
    let (min, max) = (min.map(|named| named.value), max.map(|named| named.value));
    Ok((Kind::Range { min, max }, said))
}

/// `length(bytes, min = 1, max = 9)`, `length(equal = 5)`.
fn length(cx: &Ctxt, rule: &Ident, input: ParseStream<'_>) -> syn::Result<(Kind, Said)> {
    let before = cx.count();
    let (mut bytes, mut min, mut max, mut equal) = (None, None, None, None);
    let own = ["min", "max", "equal", "bytes"];
    let said = behind(rule, "length(min = 1, max = 9)", input, |input| {
        said(cx, rule, &own, input, &mut |word, input| {
            match word.to_string().as_str() {
                "min" => once(cx, &mut min, word, bound(word, input)?),
                "max" => once(cx, &mut max, word, bound(word, input)?),
                "equal" => once(cx, &mut equal, word, bound(word, input)?),
                "bytes" => once(cx, &mut bytes, word, no_value(input)?),
                _ => return Ok(false),
            }
            Ok(true)
        })
    })?;
    if cx.count() == before {
        if min.is_none() && max.is_none() && equal.is_none() {
            cx.error(
                rule,
                "`length` has no bounds; give it `min`, `max`, both, or `equal`",
            );
        }
        if let (Some(_), Some(other)) = (&equal, min.as_ref().or(max.as_ref())) {
            let other = &other.word;
            cx.error(
                other,
                format!("`equal` says already how long it is; remove `equal`, or `{other}`"),
            );
        }
        check_order(cx, min.as_ref(), max.as_ref());
    }
    let length = Length {
        bytes: bytes.is_some(),
        min: min.map(|named| named.value),
        max: max.map(|named| named.value),
        equal: equal.map(|named| named.value),
    };
    Ok((Kind::Length(length), said))
}

/// `one_of("a", "b")`.
fn one_of(cx: &Ctxt, rule: &Ident, input: ParseStream<'_>) -> syn::Result<(Kind, Said)> {
    let mut values: Vec<Expr> = Vec::new();
    let said = behind(rule, "one_of(\"a\", \"b\")", input, |input| {
        while !input.is_empty() && !is_word(input) {
            values.push(input.parse()?);
            comma(input)?;
        }
        said(cx, rule, &[], input, &mut |_, _| Ok(false))
    })?;
    if values.is_empty() {
        cx.error(
            rule,
            "`one_of` takes the values that are allowed: `one_of(\"a\", \"b\")`",
        );
    }
    let text = |value: &Expr| value.to_token_stream().to_string();
    for (i, value) in values.iter().enumerate() {
        if values
            .iter()
            .take(i)
            .any(|other| text(other) == text(value))
        {
            cx.error(value, "this value is given twice; remove one of them");
        }
    }
    Ok((Kind::OneOf(values), said))
}

/// What stands first in the parentheses behind a rule, and then what every rule takes.
fn first<T: Parse>(
    cx: &Ctxt,
    rule: &Ident,
    what: &str,
    example: &str,
    input: ParseStream<'_>,
) -> syn::Result<(T, Said)> {
    behind(rule, &format!("{rule}({example})"), input, |input| {
        let at = input.span();
        let takes = |_| syn::Error::new(at, format!("`{rule}` takes {what}: `{rule}({example})`"));
        let value = input.parse().map_err(takes)?;
        comma(input)?;
        let said = said(cx, rule, &[], input, &mut |_, _| Ok(false))?;
        Ok((value, said))
    })
}

/// What every rule takes, or nothing at all.
fn nothing_else(cx: &Ctxt, rule: &Ident, input: ParseStream<'_>) -> syn::Result<Said> {
    if !input.peek(syn::token::Paren) {
        no_value(input)?;
        return Ok(Said::default());
    }
    behind(rule, &rule.to_string(), input, |input| {
        said(cx, rule, &[], input, &mut |_, _| Ok(false))
    })
}

/// What stands in the parentheses behind a rule.
fn behind<T>(
    rule: &Ident,
    example: &str,
    input: ParseStream<'_>,
    read: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<T> {
    if !input.peek(syn::token::Paren) {
        return Err(syn::Error::new(
            rule.span(),
            format!("`{rule}` says in parentheses what it asks for: `{example}`"),
        ));
    }
    let inside;
    syn::parenthesized!(inside in input);
    read(&inside).inspect_err(|_| {
        // What is left would be a mistake of its own.
        inside.parse::<TokenStream>().ok();
    })
}

/// The words in these parentheses: those of the rule, and what every rule takes.
fn said(
    cx: &Ctxt,
    rule: &Ident,
    own: &[&str],
    input: ParseStream<'_>,
    read: &mut dyn FnMut(&Ident, ParseStream<'_>) -> syn::Result<bool>,
) -> syn::Result<Said> {
    let (mut message, mut code) = (None, None);
    let takes: Vec<_> = own.iter().copied().chain(["message", "code"]).collect();
    let of = rule.to_string();
    if !input.is_empty() && !input.peek(Ident::peek_any) {
        let takes = takes.join("`, `");
        return Err(input.error(format!("`{of}` names what it is given, with `{takes}`")));
    }
    super::words(
        cx,
        input,
        &|word| unknown_inside(word, &of, &takes),
        &mut |word, input| {
            match word.to_string().as_str() {
                "message" => once(cx, &mut message, word, text(cx, word, input)?),
                "code" => once(cx, &mut code, word, text(cx, word, input)?),
                _ => return read(word, input),
            }
            Ok(true)
        },
    )?;
    let value = |named: Named<LitStr>| named.value;
    Ok(Said {
        message: message.map(value),
        code: code.map(value),
    })
}

fn text(cx: &Ctxt, word: &Ident, input: ParseStream<'_>) -> syn::Result<LitStr> {
    let text: LitStr = value(word, "a string", "\"..\"", input)?;
    if text.value().is_empty() {
        cx.error(&text, format!("an empty `{word}` says nothing; remove it"));
    }
    Ok(text)
}

fn bound(word: &Ident, input: ParseStream<'_>) -> syn::Result<Expr> {
    value(word, "a value", "1", input)
}

/// Whether a word with a value comes next, and no expression.
fn is_word(input: ParseStream<'_>) -> bool {
    input.peek(Ident::peek_any) && input.peek2(Token![=]) && !input.peek2(Token![==])
}

fn comma(input: ParseStream<'_>) -> syn::Result<()> {
    if !input.is_empty() {
        input.parse::<Token![,]>()?;
    }
    Ok(())
}

/// What lies between two bounds is something.
fn check_order(cx: &Ctxt, min: Option<&Named<Expr>>, max: Option<&Named<Expr>>) {
    if let (Some(min), Some(max)) = (min, max)
        && literal::is_greater(&min.value, &max.value)
    {
        cx.error(
            &max.value,
            "`max` is less than `min`, and no value would pass; exchange them",
        );
    }
}

/// A rule stands once, apart from those that say another thing each time.
fn check_once(cx: &Ctxt, rules: &[Rule]) {
    for (i, rule) in rules.iter().enumerate() {
        if matches!(rule.kind, Kind::Pattern(_) | Kind::Custom(_)) {
            continue;
        }
        if rules.iter().take(i).any(|other| other.is_like(rule)) {
            let word = &rule.word;
            cx.error(
                word,
                format!("`{word}` is given twice; put both into one, or remove one of them"),
            );
        }
    }
}

impl Rule {
    fn is_like(&self, other: &Self) -> bool {
        let bytes = |rule: &Self| matches!(&rule.kind, Kind::Length(length) if length.bytes);
        self.word == other.word && bytes(self) == bytes(other)
    }
}

/// The message for a word that is no rule.
fn unknown(word: &str) -> String {
    if matches!(word, "message" | "code") {
        return format!(
            "`{word}` belongs into the parentheses of a rule: `range(min = 1, {word} = \"..\")`"
        );
    }
    if let Some((_, ours)) = OTHER_NAMES.iter().find(|(theirs, _)| *theirs == word) {
        return format!("there is no rule `{word}`; write `{ours}`");
    }
    if super::Position::Field.words().contains(&word) {
        return format!(
            "`{word}` is no rule, but stands beside `validate(..)`: `#[dynamo({word}, validate(..))]`"
        );
    }
    match did_you_mean(word, RULES) {
        Some(near) => format!("unknown rule `{word}`; did you mean `{near}`?"),
        None => format!("unknown rule `{word}`; there are `{}`", RULES.join("`, `")),
    }
}
