//! Items whose time is past, of models that hide them: DynamoDB deletes them, but not at once.

use std::time::SystemTime;

use aws_sdk_dynamodb::types::AttributeValue;

use super::options::holds;
use crate::error::{AttributePath, Result};
use crate::expr::{Comparison, Node, Test};
use crate::op::Attributes;
use crate::schema::{IndexSchema, TableSchema};
use crate::value::{Expiry, Reader, read_seconds};

/// Which items are hidden: those that have expired by now.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expired {
    attribute: &'static str,
    now: i128,
}

impl Expired {
    /// What a read of this table hides, if it does.
    pub(crate) fn hidden(table: &TableSchema, include_expired: bool) -> Option<Self> {
        let ttl = table.ttl()?;
        (ttl.hides_expired() && !include_expired).then(|| Self {
            attribute: ttl.attribute(),
            now: SystemTime::now().seconds().unwrap_or_default(),
        })
    }

    /// The attribute that tells.
    pub(crate) fn attribute(&self) -> &'static str {
        self.attribute
    }

    /// Whether it is to be told here, and not by DynamoDB: the filter of a query must not name the keys of what it reads.
    pub(crate) fn is_key_of(&self, index: &IndexSchema) -> bool {
        index.keys().any(|key| key.name() == self.attribute)
    }

    /// The filter for all others. An index that does not hold the attribute can't tell.
    ///
    /// `NOT ttl <= now` is met by what has no time, or something else in its place.
    pub(crate) fn filter(&self, table: &TableSchema, index: &IndexSchema) -> Test {
        if !holds(table, index, self.attribute) {
            return Test::EMPTY;
        }
        let path = Node::Path(AttributePath::new(self.attribute));
        let now = Node::Value(Ok(Some(AttributeValue::N(self.now.to_string()))));
        Test::Not(Box::new(Test::Compare(path, Comparison::Le, now)))
    }

    /// Whether the item ahead is one of them.
    pub(crate) fn has(&self, reader: &mut dyn Reader<'_>) -> Result<bool> {
        let number = reader.peek_number(self.attribute)?;
        Ok(number.is_some_and(|number| self.is_past(&number)))
    }

    /// The same of an item in the SDK's own types.
    pub(crate) fn has_item(&self, item: &Attributes) -> bool {
        match item.get(self.attribute) {
            Some(AttributeValue::N(number)) => self.is_past(number),
            _ => false,
        }
    }

    /// A number that is no time is none that is past.
    fn is_past(&self, number: &str) -> bool {
        read_seconds(number).is_ok_and(|seconds| seconds <= self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::AvReader;
    use crate::value::testing::{n, s};

    fn hides(value: Option<AttributeValue>) -> bool {
        let expired = Expired {
            attribute: "ttl",
            now: 100,
        };
        let item: Attributes = value
            .map(|value| ("ttl".to_owned(), value))
            .into_iter()
            .collect();
        let hidden = expired.has_item(&item);
        let item = AttributeValue::M(item);
        assert_eq!(expired.has(&mut AvReader::new(&item)).unwrap(), hidden);
        hidden
    }

    #[test]
    fn what_is_past_is_hidden() {
        assert!(hides(Some(n("99"))));
        assert!(hides(Some(n("100"))));
        assert!(hides(Some(n("100.9"))));
        assert!(!hides(Some(n("101"))));
        assert!(!hides(Some(n("1E30"))));
        assert!(!hides(Some(s("99"))));
        assert!(!hides(None));
    }
}
