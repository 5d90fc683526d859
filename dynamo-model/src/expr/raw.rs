//! The escape hatch: conditions in DynamoDB's own words.

use aws_sdk_dynamodb::types::AttributeValue;

use super::Condition;
use crate::error::{Error, Result};
use crate::value::{Attribute, Plain, to_attribute_value};

/// A condition in DynamoDB's own words, made by [`raw`].
///
/// Every placeholder of its text has to be given, and every one that is given has to be used: a slip is an error before
/// anything is sent. It is taken wherever a condition is.
#[must_use = "a condition does nothing until it is given to an operation"]
#[derive(Debug, Clone)]
pub struct RawCondition {
    text: String,
    names: Vec<(String, String)>,
    values: Vec<(String, Result<AttributeValue>)>,
}

/// A condition in DynamoDB's own words, for what the typed operators can't say.
///
/// Its placeholders are its own: they are renamed when the expression is written, and so collide with nothing. It is put into
/// parentheses where needed. Names without a placeholder are sent as they are, and must not be reserved words.
///
/// ```
/// # use dynamo_model::Model;
/// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] id: String, total: u64 }
/// use dynamo_model::expr::raw;
///
/// let scan = Order::scan().filter(|o| {
///     o.total.gt(10).and(raw("size(#t) > :n").name("#t", "tags").value(":n", 3))
/// });
/// ```
pub fn raw(expression: impl Into<String>) -> RawCondition {
    RawCondition::new(expression.into())
}

/// A piece of a raw condition.
#[derive(Debug, PartialEq)]
pub(crate) enum Token<'a> {
    Text(&'a str),
    Name(&'a str),
    Value(&'a AttributeValue),
}

impl RawCondition {
    pub(crate) fn new(text: String) -> Self {
        Self {
            text,
            names: Vec::new(),
            values: Vec::new(),
        }
    }

    /// The attribute behind the placeholder `#…`. One name, not a path: write `#a.#b[0]` for a path.
    pub fn name(mut self, placeholder: impl Into<String>, name: impl Into<String>) -> Self {
        self.names.push((placeholder.into(), name.into()));
        self
    }

    /// The value behind the placeholder `:…`.
    pub fn value<T: Attribute>(mut self, placeholder: impl Into<String>, value: T) -> Self {
        self.values
            .push((placeholder.into(), to_attribute_value::<T, Plain>(&value)));
        self
    }

    /// This condition and another: both have to hold.
    pub fn and<R>(self, other: impl Into<Condition<R>>) -> Condition<R> {
        Condition::from(self).and(other)
    }

    /// This condition or another: at least one of them has to hold.
    pub fn or<R>(self, other: impl Into<Condition<R>>) -> Condition<R> {
        Condition::from(self).or(other)
    }

    /// The opposite of this condition.
    #[allow(clippy::should_implement_trait)] // the operator could not tell the model
    pub fn not<R>(self) -> Condition<R> {
        Condition::from(self).not()
    }

    /// The text, taken apart at its placeholders.
    pub(crate) fn tokens(&self) -> Result<Vec<Token<'_>>> {
        let mut tokens = Vec::new();
        let mut used = Vec::new();
        let mut rest = self.text.as_str();
        while let Some(start) = rest.find(['#', ':']) {
            let (before, from) = rest.split_at(start);
            let end = from
                .char_indices()
                .skip(1)
                .find(|(_, c)| !(c.is_ascii_alphanumeric() || *c == '_'))
                .map_or(from.len(), |(at, _)| at);
            let (placeholder, after) = from.split_at(end);
            tokens.push(Token::Text(before));
            tokens.push(self.lookup(placeholder)?);
            used.push(placeholder);
            rest = after;
        }
        tokens.push(Token::Text(rest));
        if self.text.trim().is_empty() {
            return Err(Error::invalid("a raw condition is empty"));
        }
        self.check_all_used(&used)?;
        Ok(tokens)
    }

    fn lookup(&self, placeholder: &str) -> Result<Token<'_>> {
        if let Some((_, name)) = self.names.iter().find(|(given, _)| given == placeholder) {
            return Ok(Token::Name(name));
        }
        match self.values.iter().find(|(given, _)| given == placeholder) {
            Some((_, value)) => value.as_ref().map(Token::Value).map_err(Clone::clone),
            None => Err(Error::invalid(format!(
                "the raw condition uses `{placeholder}`, which is not given; add `.name(..)` or `.value(..)`"
            ))),
        }
    }

    fn check_all_used(&self, used: &[&str]) -> Result<()> {
        let given = self
            .names
            .iter()
            .map(|(given, _)| given)
            .chain(self.values.iter().map(|(given, _)| given));
        for placeholder in given {
            if !used.contains(&placeholder.as_str()) {
                return Err(Error::invalid(format!(
                    "the raw condition is given `{placeholder}`, but does not use it"
                )));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_taken_apart_at_its_placeholders() {
        let raw = RawCondition::new("size(#a.#b_1) > :n".to_owned())
            .name("#a", "x")
            .name("#b_1", "y")
            .value(":n", "5".to_owned());
        let value = AttributeValue::S("5".to_owned());
        let expected = [
            Token::Text("size("),
            Token::Name("x"),
            Token::Text("."),
            Token::Name("y"),
            Token::Text(") > "),
            Token::Value(&value),
            Token::Text(""),
        ];
        assert_eq!(raw.tokens().unwrap(), expected);
    }

    #[test]
    fn a_slip_is_an_error() {
        let unknown = RawCondition::new("#a = :b".to_owned())
            .name("#a", "x")
            .tokens()
            .unwrap_err();
        assert!(
            unknown.to_string().contains("`:b`, which is not given"),
            "{unknown}"
        );
        let unused = RawCondition::new("#a = #a".to_owned())
            .name("#a", "x")
            .name("#ab", "y")
            .tokens()
            .unwrap_err();
        assert!(
            unused
                .to_string()
                .contains("given `#ab`, but does not use it"),
            "{unused}"
        );
        assert!(RawCondition::new("  ".to_owned()).tokens().is_err());
    }
}
