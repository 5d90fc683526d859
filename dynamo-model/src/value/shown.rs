//! How the types of this crate are shown by serde.

use serde::{Serialize, Serializer};

use super::{Blob, Item, Number, Value};

/// As a number, if the serializer's types hold it exactly: as an integer, or as the `f64` of the same digits. Otherwise as text.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Ok(integer) = self.as_str().parse::<i64>() {
            return serializer.serialize_i64(integer);
        }
        if let Ok(integer) = self.as_str().parse::<u64>() {
            return serializer.serialize_u64(integer);
        }
        let nearest = self.to_f64();
        if nearest.to_string() == self.as_str() {
            return serializer.serialize_f64(nearest);
        }
        serializer.serialize_str(self.as_str())
    }
}

/// As base64 where people read it, as DynamoDB does in JSON; otherwise as bytes.
impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(&base64_simd::STANDARD.encode_to_string(&**self))
        } else {
            serializer.serialize_bytes(self)
        }
    }
}

/// As what it holds: a set is a list.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::S(text) => serializer.serialize_str(text),
            Self::N(number) => number.serialize(serializer),
            Self::B(blob) => blob.serialize(serializer),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Null => serializer.serialize_unit(),
            Self::L(elements) => serializer.collect_seq(elements),
            Self::M(entries) => entries.serialize(serializer),
            Self::Ss(elements) => serializer.collect_seq(elements),
            Self::Ns(elements) => serializer.collect_seq(elements),
            Self::Bs(elements) => serializer.collect_seq(elements),
        }
    }
}

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shown(value: impl Into<Value>) -> serde_json::Value {
        serde_json::to_value(value.into()).unwrap()
    }

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_are_numbers_where_that_is_exact() {
        assert_eq!(shown(number("-7")), json!(-7));
        assert_eq!(shown(number("18446744073709551615")), json!(u64::MAX));
        assert_eq!(shown(number("19.99")), json!(19.99));
        assert_eq!(
            shown(number("1234567890.12345678901")),
            json!("1234567890.12345678901")
        );
        assert_eq!(
            shown(number("184467440737095516151")),
            json!("184467440737095516151")
        );
    }

    #[test]
    fn values_are_what_they_hold() {
        let item = Item::from([
            ("text", Value::from("a")),
            ("blob", Value::B(Blob::from([1, 2, 3]))),
            ("null", Value::Null),
            ("list", Value::from(vec![1, 2])),
            ("set", Value::Ss(["b".to_owned(), "a".to_owned()].into())),
        ]);
        assert_eq!(
            serde_json::to_value(item).unwrap(),
            json!({"text": "a", "blob": "AQID", "null": null, "list": [1, 2], "set": ["a", "b"]})
        );
    }
}
