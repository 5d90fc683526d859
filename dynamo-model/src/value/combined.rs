//! Attributes that are made of others: what `#[dynamo(combine(..))]` says, as data.

use aws_sdk_dynamodb::types::AttributeValue;

use super::Writing;
use super::attribute::Attribute;
use super::kind::{self, Kind};
use crate::error::At;

/// An attribute that is made of the attributes beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Combined {
    name: &'static str,
    sources: &'static [&'static str],
    separator: &'static str,
    /// Whether it is stored as an empty text if there is nothing to combine.
    is_always_there: bool,
}

/// The same of a field of type `T`.
#[derive(Debug, Clone, Copy)]
pub struct CombinedAs<T> {
    combined: Combined,
    of: fn(Option<String>) -> T,
}

/// The attribute `name` of a field of type `T`, made of `sources`.
pub const fn combined<T: Combination>(
    name: &'static str,
    sources: &'static [&'static str],
    separator: &'static str,
) -> CombinedAs<T> {
    CombinedAs {
        combined: Combined {
            name,
            sources,
            separator,
            is_always_there: T::IS_ALWAYS_THERE,
        },
        of: T::of,
    }
}

impl<T> CombinedAs<T> {
    /// How it is made.
    pub const fn combined(&'static self) -> &'static Combined {
        &self.combined
    }

    /// The value of the field, from the stored forms of its sources.
    pub fn field(&self, sources: &[Option<AttributeValue>]) -> T {
        (self.of)(self.combined.text(sources))
    }
}

impl Combined {
    /// Its stored name.
    pub(crate) const fn name(&self) -> &'static str {
        self.name
    }

    /// The stored names of what it is made of.
    pub(crate) const fn sources(&self) -> &'static [&'static str] {
        self.sources
    }

    /// The stored form, from those of its sources.
    pub(crate) fn stored(&self, sources: &[Option<AttributeValue>]) -> Option<AttributeValue> {
        let text = self.text(sources);
        let empty = self.is_always_there.then(String::new);
        text.or(empty).map(AttributeValue::S)
    }

    /// What is absent is passed over. `None` if all of it is.
    fn text(&self, sources: &[Option<AttributeValue>]) -> Option<String> {
        let texts = sources.iter().filter_map(|source| match source.as_ref()? {
            AttributeValue::S(text) | AttributeValue::N(text) => Some(text.as_str()),
            AttributeValue::Bool(true) => Some("true"),
            AttributeValue::Bool(false) => Some("false"),
            _ => None,
        });
        let texts: Vec<_> = texts.collect();
        (!texts.is_empty()).then(|| texts.join(self.separator))
    }
}

/// Notes that an update changes the attribute `name` of a struct with a combined attribute, if that has to do with it.
pub fn touch(combined: &'static Combined, name: &str, at: &At<'_>, writing: &mut Writing) {
    if combined.name == name || combined.sources.contains(&name) {
        writing.touch(at, combined);
    }
}

/// A field that can be combined of others.
#[diagnostic::on_unimplemented(
    message = "a combined attribute is text, and this field is a `{Self}`",
    label = "neither a `String` nor an `Option<String>`",
    note = "an `Option<String>` is absent if there is nothing to combine, a `String` then is empty"
)]
pub trait Combination {
    /// Whether it is stored if there is nothing to combine.
    const IS_ALWAYS_THERE: bool;

    /// The value; `None` if there is nothing to combine.
    fn of(text: Option<String>) -> Self;
}

impl Combination for String {
    const IS_ALWAYS_THERE: bool = true;

    fn of(text: Option<String>) -> Self {
        text.unwrap_or_default()
    }
}

impl Combination for Option<String> {
    const IS_ALWAYS_THERE: bool = false;

    fn of(text: Option<String>) -> Self {
        text
    }
}

/// A kind of attribute whose stored form is a text that can be combined with others.
#[diagnostic::on_unimplemented(
    message = "an attribute of this type cannot be combined with others",
    label = "stored as {Self}, and not as S, N or BOOL",
    note = "text, numbers and booleans can be combined, and what is stored as one of these"
)]
pub trait CombinableKind: Kind {}

impl CombinableKind for kind::S {}
impl CombinableKind for kind::N {}
impl CombinableKind for kind::Bool {}

/// Asks for an attribute that can be combined with others, for generated code.
pub fn combinable<A: Attribute<Kind: CombinableKind>>() {}

#[cfg(test)]
mod tests {
    use super::*;

    fn s(text: &str) -> Option<AttributeValue> {
        Some(AttributeValue::S(text.to_owned()))
    }

    #[test]
    fn what_is_absent_is_passed_over() {
        let all = combined::<Option<String>>("a", &["b", "c", "d"], ", ");
        let number = Some(AttributeValue::N("7".to_owned()));
        let sources = [s("x"), None, number];
        assert_eq!(all.field(&sources).as_deref(), Some("x, 7"));
        let sources = [
            Some(AttributeValue::Null(true)),
            Some(AttributeValue::Bool(false)),
            s(""),
        ];
        assert_eq!(all.combined.stored(&sources), s("false, "));
    }

    #[test]
    fn of_nothing_it_is_absent_or_empty() {
        let optional = combined::<Option<String>>("a", &["b"], ",");
        assert_eq!(optional.field(&[None]), None);
        assert_eq!(optional.combined.stored(&[None]), None);
        let plain = combined::<String>("a", &["b"], ",");
        assert_eq!(plain.field(&[None]), "");
        assert_eq!(plain.combined.stored(&[None]), s(""));
    }
}
