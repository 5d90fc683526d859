//! Guards: the items that hold the values of unique attributes.

use std::time::SystemTime;

use aws_sdk_dynamodb::types::{AttributeValue, Delete, Put, TransactWriteItem};
use aws_smithy_types::Blob;

use crate::client::lacking;
use crate::error::{AttributePath, Error, Result};
use crate::expr::{Comparison, Node, Renderer, Test};
use crate::op::Attributes;
use crate::schema::{KeySchema, TableSchema};
use crate::value::{AttributeType, Number};

/// The attribute of a guard that names the item it is for: the key of that, as a map.
const OWNER: &str = "$owner";

/// What the partition key of every guard begins with.
pub(crate) const GUARD: &str = "$unique#";

/// The sort key of every guard.
const SORT_KEY: &str = "$unique";

/// How long a partition key may be:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-partition-sort-keys>.
const LONGEST_KEY: usize = 2048;

/// What is done to one guard.
#[derive(Debug, Clone)]
pub(crate) struct GuardItem {
    pub(crate) schema: &'static TableSchema,
    pub(crate) table: String,
    /// The unique attribute.
    pub(crate) attribute: &'static str,
    pub(crate) key: Attributes,
    /// Who has it from now on.
    pub(crate) taken_by: Option<Attributes>,
    /// Who gives it up.
    pub(crate) released_by: Option<Attributes>,
    /// When it expires: as its item does.
    pub(crate) expires: Option<AttributeValue>,
}

impl GuardItem {
    /// The same guard, taken by one item and given up by another in the same transaction. `None` if both take it.
    pub(crate) fn merged(self, other: &Self) -> Option<Self> {
        if self.taken_by.is_some() && other.taken_by.is_some() {
            return None;
        }
        Some(Self {
            expires: self.expires.or_else(|| other.expires.clone()),
            taken_by: self.taken_by.or_else(|| other.taken_by.clone()),
            released_by: self.released_by.or_else(|| other.released_by.clone()),
            ..self
        })
    }

    /// As an item of a transaction.
    pub(crate) fn into_item(self) -> Result<TransactWriteItem> {
        let mut renderer = Renderer::new();
        let condition = renderer.condition(&self.condition())?;
        let placeholders = renderer.finish();
        let item = TransactWriteItem::builder();
        let Some(owner) = self.taken_by else {
            let delete = Delete::builder()
                .table_name(self.table)
                .set_key(Some(self.key))
                .set_condition_expression(condition)
                .set_expression_attribute_names(placeholders.names)
                .set_expression_attribute_values(placeholders.values)
                .build()
                .map_err(lacking)?;
            return Ok(item.delete(delete).build());
        };
        let mut guard = self.key;
        guard.insert(OWNER.to_owned(), AttributeValue::M(owner));
        if let (Some(ttl), Some(expires)) = (self.schema.ttl(), self.expires) {
            guard.insert(ttl.attribute().to_owned(), expires);
        }
        let put = Put::builder()
            .table_name(self.table)
            .set_item(Some(guard))
            .set_condition_expression(condition)
            .set_expression_attribute_names(placeholders.names)
            .set_expression_attribute_values(placeholders.values)
            .build()
            .map_err(lacking)?;
        Ok(item.put(put).build())
    }

    /// It is free, or belongs to who takes it or gives it up, or to an item whose time is past, though DynamoDB has not deleted it
    /// yet.
    fn condition(&self) -> Test {
        let mut tests = vec![Test::NotExists(AttributePath::new(
            self.schema.partition_key().name(),
        ))];
        let owners = [&self.taken_by, &self.released_by];
        for owner in owners.into_iter().flatten() {
            let owner = AttributeValue::M(owner.clone());
            tests.push(compare(OWNER, Comparison::Eq, owner));
        }
        if let (Some(ttl), Some(_)) = (self.schema.ttl(), &self.taken_by) {
            let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
            let now = now.unwrap_or_default().as_secs().to_string();
            let now = AttributeValue::N(now);
            tests.push(compare(ttl.attribute(), Comparison::Lt, now));
        }
        Test::Any(tests)
    }
}

fn compare(name: &'static str, comparison: Comparison, value: AttributeValue) -> Test {
    let path = Node::Path(AttributePath::new(name));
    Test::Compare(path, comparison, Node::Value(Ok(Some(value))))
}

/// The key of the guard of a value; `None` for what can't be unique, such as NULL.
///
/// # Errors
/// If the value is too long to be in a key.
pub(crate) fn key_of(
    schema: &TableSchema,
    attribute: &str,
    value: &AttributeValue,
) -> Result<Option<Attributes>> {
    let Some(value) = text(value) else {
        return Ok(None);
    };
    let of = schema.item_type().map_or("", |item_type| item_type.name());
    let key = format!("{GUARD}{}#{}#{value}", plain(of), plain(attribute));
    if key.len() > LONGEST_KEY {
        return Err(Error::encode(format!(
            "this value is too long to be unique: its guard has a key of {} bytes, and DynamoDB takes {LONGEST_KEY}",
            key.len()
        ))
        .at(attribute.to_owned()));
    }
    let partition = schema.partition_key();
    let mut attributes = Attributes::from([of_type(partition, &key)]);
    attributes.extend(schema.sort_key().map(|sort| of_type(sort, SORT_KEY)));
    Ok(Some(attributes))
}

/// A key attribute of a guard, of the type that the table has for it.
pub(crate) fn of_type(key: KeySchema, text: &str) -> (String, AttributeValue) {
    let value = match key.key_type() {
        // Only a sort key: a number can't hold a value of any kind.
        AttributeType::N => AttributeValue::N("0".to_owned()),
        AttributeType::B => AttributeValue::B(Blob::new(text)),
        _ => AttributeValue::S(text.to_owned()),
    };
    (key.name().to_owned(), value)
}

/// The same text for values that DynamoDB takes for equal, and another for others of the same type.
fn text(value: &AttributeValue) -> Option<String> {
    match value {
        AttributeValue::S(text) => Some(text.clone()),
        AttributeValue::N(digits) => {
            let number = Number::from_stored(digits).ok()?;
            Some(number.as_str().to_owned())
        }
        AttributeValue::B(bytes) => Some(base64_simd::STANDARD.encode_to_string(bytes)),
        _ => None,
    }
}

/// A name without the separator.
fn plain(name: &str) -> String {
    name.replace('%', "%25").replace('#', "%23")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::IndexSchema;
    use crate::value::testing::{b, n, s};

    const NAMES: [&str; 2] = ["pk", "sk"];

    fn key(keys: [AttributeType; 2], attribute: &str, value: &AttributeValue) -> Attributes {
        let [pk, sk] = keys;
        let primary: &'static [KeySchema] = vec![KeySchema::new(NAMES[0], pk)].leak();
        let sort: &'static [KeySchema] = vec![KeySchema::new(NAMES[1], sk)].leak();
        let schema = TableSchema::new("t", IndexSchema::primary(primary, sort));
        key_of(&schema, attribute, value).unwrap().unwrap()
    }

    #[test]
    fn a_guard_has_the_types_of_its_table() {
        use AttributeType::{B, N, S};
        assert_eq!(
            key([S, S], "email", &s("ada@example.com")),
            Attributes::from([
                ("pk".into(), s("$unique##email#ada@example.com")),
                ("sk".into(), s("$unique")),
            ])
        );
        assert_eq!(
            key([B, N], "email", &s("a#b")),
            Attributes::from([
                ("pk".into(), b(b"$unique##email#a#b")),
                ("sk".into(), n("0")),
            ])
        );
        assert_eq!(key([S, B], "e", &s("a"))["sk"], b(b"$unique"));
    }

    #[test]
    fn equal_values_have_one_guard_and_others_have_others() {
        use AttributeType::S;
        let guard = |attribute: &str, value: &AttributeValue| key([S, S], attribute, value);
        assert_eq!(guard("x", &n("1.50")), guard("x", &n("15e-1")));
        assert_ne!(guard("x", &n("1.5")), guard("x", &n("15")));
        assert_ne!(guard("x", &s("a")), guard("x", &s("A")));
        assert_ne!(guard("a#b", &s("c")), guard("a", &s("b#c")));
        assert_ne!(guard("a%23b", &s("c")), guard("a#b", &s("c")));
        assert_ne!(guard("x", &b(&[0xff])), guard("x", &b(&[0xfe])));
    }

    #[test]
    fn what_has_no_guard() {
        let schema = TableSchema::new("t", IndexSchema::primary(&[], &[]));
        for value in [AttributeValue::Null(true), AttributeValue::Bool(true)] {
            assert!(key_of(&schema, "x", &value).unwrap().is_none());
        }
        let error = key_of(&schema, "x", &s(&"a".repeat(2048))).unwrap_err();
        assert_eq!(error.kind(), crate::error::ErrorKind::Encode);
        assert_eq!(error.path().unwrap().to_string(), "x");
    }
}
