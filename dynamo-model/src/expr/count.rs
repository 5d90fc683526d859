//! Counters: sums that begin with a number of their own where the attribute is not there.

use aws_sdk_dynamodb::types::AttributeValue;

use super::operand::Node;
use crate::error::{AttributePath, Error, Result};
use crate::value::Number;

/// `start` for an attribute that is not there, and otherwise `step` more than it is.
///
/// ```text
/// if_not_exists(path, start - step) + step
/// ```
#[derive(Debug, PartialEq)]
pub(crate) struct Count {
    path: AttributePath,
    start: Number,
    step: Number,
}

impl Count {
    pub(super) fn new(
        path: AttributePath,
        start: Result<Option<AttributeValue>>,
        step: Result<AttributeValue>,
    ) -> Result<Self> {
        Ok(Self {
            path,
            start: start_of(start?)?,
            step: number(&step?)
                .ok_or_else(|| Error::encode("the step of a counter is a number"))?,
        })
    }

    /// The counter in what is written to `path`, in whatever words: what a user has put together begins somewhere too. `None` if it is
    /// something else, or begins with a number that DynamoDB would refuse.
    pub(crate) fn read(path: &AttributePath, node: &Node) -> Option<Self> {
        let (stored, step) = match node {
            Node::Plus(stored, step) => (stored, number(known(step)?)?),
            Node::Minus(stored, step) => (stored, number(known(step)?)?.negated().ok()?),
            _ => return None,
        };
        match &**stored {
            Node::IfNotExists(of, before) if of == path => Some(Self {
                path: of.clone(),
                start: number(known(before)?)?.plus(&step).ok()?,
                step,
            }),
            _ => None,
        }
    }

    /// What it gives to an attribute that is not there.
    pub(crate) fn start(&self) -> AttributeValue {
        value(&self.start)
    }

    /// The same counter with another beginning.
    pub(crate) fn starting_with(self, start: Option<AttributeValue>) -> Result<Self> {
        let start = start_of(start)?;
        Ok(Self { start, ..self })
    }

    pub(crate) fn into_node(self) -> Result<Node> {
        let before = self.start.minus(&self.step).map_err(|_| {
            Error::encode(
                "one step before the start of a counter has to be a number too, of at most 38 significant digits",
            )
        })?;
        let constant = |number| Box::new(Node::Value(Ok(Some(value(number)))));
        let stored = Node::IfNotExists(self.path, constant(&before));
        Ok(Node::Plus(Box::new(stored), constant(&self.step)))
    }
}

fn start_of(value: Option<AttributeValue>) -> Result<Number> {
    value
        .as_ref()
        .and_then(number)
        .ok_or_else(|| Error::encode("a counter begins with a number, and this value is none"))
}

fn value(number: &Number) -> AttributeValue {
    AttributeValue::N(number.as_str().to_owned())
}

fn number(value: &AttributeValue) -> Option<Number> {
    match value {
        AttributeValue::N(text) => Number::from_stored(text).ok(),
        _ => None,
    }
}

fn known(node: &Node) -> Option<&AttributeValue> {
    match node {
        Node::Value(Ok(value)) => value.as_ref(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> AttributeValue {
        AttributeValue::N(text.to_owned())
    }

    fn path() -> AttributePath {
        AttributePath::new("count")
    }

    fn count(start: &str, step: &str) -> Result<Count> {
        Count::new(path(), Ok(Some(n(start))), Ok(n(step)))
    }

    fn constant(text: &str) -> Box<Node> {
        Box::new(Node::Value(Ok(Some(n(text)))))
    }

    #[test]
    fn is_read_from_its_own_sum() {
        for (start, step) in [("1", "1"), ("0", "1"), ("10", "-3"), ("0.1", "0.25")] {
            let node = count(start, step).unwrap().into_node().unwrap();
            let read = Count::read(&path(), &node).unwrap();
            assert_eq!(read, count(start, step).unwrap());
            assert_eq!(read.start(), n(start));
        }
    }

    #[test]
    fn is_read_from_the_words_of_a_user() {
        let stored = || Box::new(Node::IfNotExists(path(), constant("10")));
        let less = Node::Minus(stored(), constant("3"));
        assert_eq!(Count::read(&path(), &less), count("7", "-3").ok());
        let more = Node::Plus(stored(), constant("3"));
        assert_eq!(Count::read(&path(), &more), count("13", "3").ok());
        let other = AttributePath::new("other");
        assert_eq!(Count::read(&other, &more), None);
        let huge = Node::Plus(stored(), constant("1E100"));
        assert_eq!(Count::read(&path(), &huge), None);
        let path_and_step = Node::Plus(Box::new(Node::Path(path())), constant("3"));
        assert_eq!(Count::read(&path(), &path_and_step), None);
        let of_texts = Node::Plus(
            stored(),
            Box::new(Node::Value(Ok(Some(AttributeValue::S("3".to_owned()))))),
        );
        assert_eq!(Count::read(&path(), &of_texts), None);
    }

    #[test]
    fn begins_with_a_number() {
        let none = Count::new(path(), Ok(None), Ok(n("1"))).unwrap_err();
        assert_eq!(
            none.to_string(),
            "a counter begins with a number, and this value is none"
        );
        let text = count("1", "1").unwrap();
        assert!(
            text.starting_with(Some(AttributeValue::S("1".to_owned())))
                .is_err()
        );
        let moved = count("1", "2").unwrap().starting_with(Some(n("5")));
        assert_eq!(moved.unwrap(), count("5", "2").unwrap());
    }

    #[test]
    fn one_step_before_its_start_is_a_number_too() {
        let error = count("1E100", "1").unwrap().into_node().unwrap_err();
        assert_eq!(error.kind(), crate::error::ErrorKind::Encode);
        assert!(
            error.to_string().contains("38 significant digits"),
            "{error}"
        );
    }
}
