//! The keys of a read: each once, and where what is read under it goes.

use std::collections::HashMap;

use crate::error::{Error, ErrorKind, Result};
use crate::op::Attributes;
use crate::schema::Identity;
use crate::value::Reader;

/// The keys that a read asks for. DynamoDB refuses a request with the same key twice, so each is here once.
pub(crate) struct Wanted {
    names: Vec<&'static str>,
    keys: Vec<Attributes>,
    /// For each of `keys` the places in the result: all those where it was given.
    places: Vec<Vec<usize>>,
    /// Where in `keys` each is.
    positions: HashMap<Identity, usize>,
}

impl Wanted {
    /// The keys given, which are of the attributes `names`. What is read goes to the place where its key is given.
    pub(crate) fn new(names: Vec<&'static str>, given: Vec<Attributes>) -> Result<Self> {
        let mut wanted = Self {
            names,
            keys: Vec::with_capacity(given.len()),
            places: Vec::with_capacity(given.len()),
            positions: HashMap::with_capacity(given.len()),
        };
        for (place, key) in given.into_iter().enumerate() {
            let identity = wanted.identity(&key).ok_or_else(|| {
                Error::invalid("this is not the key of an item: a key attribute is missing, or is not a string, a number or binary")
            })?;
            let next = wanted.keys.len();
            let position = *wanted.positions.entry(identity).or_insert(next);
            match wanted.places.get_mut(position) {
                Some(places) => places.push(place),
                None => {
                    wanted.keys.push(key);
                    wanted.places.push(vec![place]);
                }
            }
        }
        Ok(wanted)
    }

    /// `None` for what has no such key.
    fn identity(&self, item: &Attributes) -> Option<Identity> {
        Identity::of(self.names.iter().map(|name| item.get(*name)))
    }

    /// How many different keys there are.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The keys at these positions.
    pub(crate) fn keys(&self, positions: &[usize]) -> Vec<Attributes> {
        let keys = positions.iter().filter_map(|at| self.keys.get(*at));
        keys.cloned().collect()
    }

    /// Which key this item has.
    ///
    /// # Errors
    /// If it is none of those wanted. To pass it over might be to say that nothing is there under the key that it answers.
    pub(crate) fn position(&self, item: &Attributes) -> Result<usize> {
        self.identity(item)
            .and_then(|identity| self.positions.get(&identity).copied())
            .ok_or_else(not_asked_for)
    }

    /// Where what is read under the key of this item goes. It is at least one place.
    pub(crate) fn places(&self, item: &Attributes) -> Result<&[usize]> {
        let position = self.position(item)?;
        Ok(self.places.get(position).map_or(&[], Vec::as_slice))
    }

    /// The key attributes of the item ahead. The rest of it is left unread.
    pub(crate) fn read_key(&self, reader: &mut dyn Reader<'_>) -> Result<Attributes> {
        let mut key = Attributes::with_capacity(self.names.len());
        reader.enter_map()?;
        while let Some(name) = reader.next_key()? {
            if !self.names.contains(&&*name) {
                reader.skip()?;
                continue;
            }
            let value = reader.value()?;
            key.insert(name.into_owned(), value);
            if key.len() == self.names.len() {
                break;
            }
        }
        Ok(key)
    }
}

pub(crate) fn not_asked_for() -> Error {
    Error::new(
        ErrorKind::Response,
        "the answer has a key in it that was not asked for",
    )
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::AttributeValue;

    use super::*;
    use crate::value::AvReader;
    use crate::value::testing::{b, n, s};

    fn attributes<const N: usize>(attributes: [(&str, AttributeValue); N]) -> Attributes {
        let attributes = attributes.into_iter();
        attributes
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    fn pair(pk: AttributeValue, sk: AttributeValue) -> Attributes {
        attributes([("pk", pk), ("sk", sk)])
    }

    fn wanted(keys: impl IntoIterator<Item = Attributes>) -> Wanted {
        Wanted::new(vec!["pk", "sk"], keys.into_iter().collect()).unwrap()
    }

    #[test]
    fn a_key_is_wanted_once_and_goes_to_all_its_places() {
        let wanted = wanted([
            pair(s("a"), n("1")),
            pair(s("b"), n("1")),
            pair(s("a"), n("1.0")),
            pair(s("a"), n("10E-1")),
        ]);
        assert_eq!(wanted.len(), 2);
        assert_eq!(
            wanted.keys(&[1, 0]),
            [pair(s("b"), n("1")), pair(s("a"), n("1"))]
        );
        assert_eq!(wanted.places(&pair(s("a"), n("1"))).unwrap(), [0, 2, 3]);
        assert_eq!(wanted.places(&pair(s("b"), n("1.00"))).unwrap(), [1]);
    }

    #[test]
    fn an_item_is_known_by_its_key() {
        let wanted = wanted([pair(s("a"), n("1")), pair(b(b"a"), n("1"))]);
        let item = attributes([("x", n("7")), ("sk", n("1")), ("pk", b(b"a"))]);
        assert_eq!(wanted.position(&item).unwrap(), 1);
        for stranger in [
            pair(s("a"), n("2")),
            attributes([("pk", s("a"))]),
            pair(s("a"), AttributeValue::Bool(true)),
        ] {
            let error = wanted.position(&stranger).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Response);
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for given in [
            attributes([("pk", s("a"))]),
            pair(s("a"), AttributeValue::Bool(true)),
            pair(s("a"), n("one")),
        ] {
            let error = Wanted::new(vec!["pk", "sk"], vec![given]).err().unwrap();
            assert_eq!(error.kind(), ErrorKind::Invalid);
        }
    }

    #[test]
    fn a_key_is_read_wherever_it_stands_in_the_item() {
        let wanted = wanted([]);
        let key = pair(s("a"), n("1"));
        let mut item = key.clone();
        for i in 0..20 {
            item.insert(format!("x{i}"), AttributeValue::L(vec![n("1"), s("a")]));
        }
        let item = AttributeValue::M(item);
        assert_eq!(wanted.read_key(&mut AvReader::new(&item)).unwrap(), key);
        let item = AttributeValue::M(attributes([("pk", s("a"))]));
        assert_eq!(wanted.read_key(&mut AvReader::new(&item)).unwrap().len(), 1);
    }
}
