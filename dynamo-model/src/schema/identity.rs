//! Keys by their value.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::value::Number;

/// The values of a key's attributes: equal where DynamoDB sees the same key, as in the numbers `1` and `1.0`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Identity(Vec<Part>);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Part {
    S(String),
    N(Number),
    B(Vec<u8>),
}

impl Identity {
    /// `None` if one of the values is absent, or is nothing that a key can have.
    pub(crate) fn of<'a>(
        values: impl IntoIterator<Item = Option<&'a AttributeValue>>,
    ) -> Option<Self> {
        Self::of_owned(values.into_iter().map(|value| value.cloned()))
    }

    /// The same of values that nobody else needs.
    pub(crate) fn of_owned(
        values: impl IntoIterator<Item = Option<AttributeValue>>,
    ) -> Option<Self> {
        let parts = values.into_iter().map(|value| Part::of(value?));
        parts.collect::<Option<_>>().map(Self)
    }
}

impl Part {
    fn of(value: AttributeValue) -> Option<Self> {
        match value {
            AttributeValue::S(text) => Some(Self::S(text)),
            AttributeValue::N(text) => Number::from_stored(&text).ok().map(Self::N),
            AttributeValue::B(blob) => Some(Self::B(blob.into_inner())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::testing::{b, n, s};

    fn identity<const N: usize>(values: [AttributeValue; N]) -> Option<Identity> {
        Identity::of(values.iter().map(Some))
    }

    #[test]
    fn numbers_are_the_same_by_their_value() {
        let one = identity([n("1"), s("a")]);
        for spelled in ["1.0", "10E-1", "0.1e1", "1.000"] {
            assert!(identity([n(spelled), s("a")]) == one, "{spelled}");
        }
        assert!(identity([n("1.1"), s("a")]) != one);
        assert!(one.is_some());
    }

    /// Text is compared as it is, and no type is like another.
    #[test]
    fn other_keys_are_not_the_same() {
        let keys = [
            identity([s("1"), s("1")]),
            identity([s("1.0"), s("1")]),
            identity([n("1"), s("1")]),
            identity([b(b"1"), s("1")]),
            identity([s("1"), n("1")]),
            identity([s("11"), s("")]),
            identity([s(""), s("11")]),
            identity([s("1")]),
        ];
        for (i, key) in keys.iter().enumerate() {
            assert!(key.is_some());
            assert!(keys.iter().skip(i + 1).all(|other| other != key));
        }
    }

    #[test]
    fn what_is_no_key_has_no_identity() {
        assert!(identity([s("a"), AttributeValue::Bool(true)]).is_none());
        assert!(identity([s("a"), n("one")]).is_none());
        assert!(Identity::of([Some(&s("a")), None]).is_none());
    }
}
