//! What a batch asks of one table in one way: each key once, and where what is read under it goes.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::builders::KeysAndAttributesBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes};

use super::gets::{Asked, How, Place};
use crate::client::lacking;
use crate::error::{Error, ErrorKind, Result};
use crate::expr::Renderer;
use crate::op::Attributes;
use crate::schema::Identity;
use crate::value::Reader;

/// The keys that are asked of one table, in one way. DynamoDB refuses a request with the same key twice, so each is here once.
pub(crate) struct Section {
    how: How,
    /// All of the request but the keys.
    request: KeysAndAttributesBuilder,
    names: Vec<&'static str>,
    keys: Vec<Attributes>,
    /// For each of `keys` all the places where it was given.
    places: Vec<Vec<Place>>,
    /// Where in `keys` each is.
    positions: HashMap<Identity, usize>,
}

impl Section {
    fn new(how: How) -> Self {
        let mut renderer = Renderer::new();
        let projection = how.render(&mut renderer);
        let request = KeysAndAttributes::builder()
            .set_consistent_read(how.consistent.then_some(true))
            .set_projection_expression(projection)
            .set_expression_attribute_names(renderer.finish().names);
        Self {
            request,
            names: how.key_names().collect(),
            how,
            keys: Vec::new(),
            places: Vec::new(),
            positions: HashMap::new(),
        }
    }

    /// The sections that these gets make, in the order in which they are first met.
    pub(crate) fn of(asked: Vec<Asked>) -> Result<Vec<Self>> {
        let mut sections: Vec<Self> = Vec::new();
        for Asked { key, how, place } in asked {
            match sections.iter_mut().find(|section| section.how == how) {
                Some(section) => section.add(key, place)?,
                None => {
                    let mut section = Self::new(how);
                    section.add(key, place)?;
                    sections.push(section);
                }
            }
        }
        Ok(sections)
    }

    fn add(&mut self, key: Attributes, place: Place) -> Result<()> {
        let identity = self.identity(&key).ok_or_else(not_a_key)?;
        let next = self.keys.len();
        let position = *self.positions.entry(identity).or_insert(next);
        match self.places.get_mut(position) {
            Some(places) => places.push(place),
            None => {
                self.keys.push(key);
                self.places.push(vec![place]);
            }
        }
        Ok(())
    }

    /// `None` for what has no such key.
    fn identity(&self, item: &Attributes) -> Option<Identity> {
        Identity::of(self.names.iter().map(|name| item.get(*name)))
    }

    pub(crate) fn table(&self) -> &str {
        &self.how.table
    }

    /// Whether this is the name or the ARN of its table.
    pub(crate) fn is_of(&self, table: &str) -> bool {
        simple_name(self.table()) == simple_name(table)
    }

    /// How many different keys there are.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// What a request asks of the table, for the keys at these positions.
    pub(crate) fn request(&self, positions: &[usize]) -> Result<KeysAndAttributes> {
        let keys = positions.iter().filter_map(|at| self.keys.get(*at));
        let request = self.request.clone();
        request
            .set_keys(Some(keys.cloned().collect()))
            .build()
            .map_err(lacking)
    }

    /// Which key this item has.
    ///
    /// # Errors
    /// If it is none of those asked for. To pass it over might be to say that nothing is there under the key that it answers.
    pub(crate) fn position(&self, item: &Attributes) -> Result<usize> {
        self.position_of(self.identity(item))
    }

    fn position_of(&self, identity: Option<Identity>) -> Result<usize> {
        identity
            .and_then(|identity| self.positions.get(&identity).copied())
            .ok_or_else(not_asked_for)
    }

    /// Where what is read under the key at this position goes. It is at least one place.
    pub(crate) fn places(&self, position: usize) -> &[Place] {
        self.places.get(position).map_or(&[], Vec::as_slice)
    }

    /// Which key the item ahead has. The rest of it is left unread.
    ///
    /// # Errors
    /// As [`position`](Self::position).
    pub(crate) fn read_position(&self, reader: &mut dyn Reader<'_>) -> Result<usize> {
        let mut values: Vec<Option<AttributeValue>> = vec![None; self.names.len()];
        let mut found = 0;
        reader.enter_map()?;
        while let Some(name) = reader.next_key()? {
            let known = self.names.iter().position(|known| *known == name);
            match known.and_then(|at| values.get_mut(at)) {
                Some(value) => {
                    *value = Some(reader.value()?);
                    found += 1;
                }
                None => reader.skip()?,
            }
            if found == self.names.len() {
                break;
            }
        }
        self.position_of(Identity::of_owned(values))
    }
}

fn simple_name(table: &str) -> &str {
    table.rsplit_once(":table/").map_or(table, |(_, name)| name)
}

pub(crate) fn not_a_key() -> Error {
    Error::invalid(
        "this is not the key of an item: a key attribute is missing, or is not a string, a number or binary",
    )
}

pub(crate) fn not_asked_for() -> Error {
    Error::new(
        ErrorKind::Response,
        "the answer has a key in it that was not asked for",
    )
}

#[cfg(test)]
mod tests {
    use dynamo_model_derive::Model;

    use super::*;
    use crate::op::reading::view::Asking;
    use crate::schema::Schema;
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

    #[derive(Debug, Clone, Model)]
    #[dynamo(crate = crate, table = "things")]
    struct Thing {
        #[dynamo(partition_key)]
        pk: String,
        #[dynamo(sort_key)]
        sk: u32,
    }

    fn place(index: usize) -> Place {
        Place { shelf: 0, index }
    }

    fn section() -> Section {
        let how = How::new("things".to_owned(), Thing::SCHEMA, false, Asking::default());
        Section::new(how)
    }

    fn wanted(keys: impl IntoIterator<Item = Attributes>) -> Section {
        let mut section = section();
        for (index, key) in keys.into_iter().enumerate() {
            section.add(key, place(index)).unwrap();
        }
        section
    }

    /// Where what is read goes, by the index on the shelf.
    fn indexes(section: &Section, item: &Attributes) -> Vec<usize> {
        let places = section.places(section.position(item).unwrap());
        places.iter().map(|place| place.index).collect()
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
            wanted.request(&[1, 0]).unwrap().keys,
            [pair(s("b"), n("1")), pair(s("a"), n("1"))]
        );
        assert_eq!(indexes(&wanted, &pair(s("a"), n("1"))), [0, 2, 3]);
        assert_eq!(indexes(&wanted, &pair(s("b"), n("1.00"))), [1]);
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
            let error = section().add(given, place(0)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Invalid);
        }
    }

    #[test]
    fn a_key_is_read_wherever_it_stands_in_the_item() {
        let key = pair(s("a"), n("1"));
        let wanted = wanted([pair(s("b"), n("1")), key.clone()]);
        let mut item = key;
        for i in 0..20 {
            item.insert(format!("x{i}"), AttributeValue::L(vec![n("1"), s("a")]));
        }
        let item = AttributeValue::M(item);
        assert_eq!(wanted.read_position(&mut AvReader::new(&item)).unwrap(), 1);
        for stranger in [pair(s("c"), n("1")), attributes([("pk", s("a"))])] {
            let item = AttributeValue::M(stranger);
            let error = wanted.read_position(&mut AvReader::new(&item)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Response);
        }
    }
}
