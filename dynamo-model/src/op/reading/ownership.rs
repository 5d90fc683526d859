//! The filter that keeps the items of other models out of what is read.

use aws_sdk_dynamodb::types::AttributeValue;

use super::options::holds;
use crate::error::AttributePath;
use crate::expr::{Comparison, Node, Test};
use crate::op::unique::{GUARD, of_type};
use crate::schema::{IndexSchema, KeySchema, TableSchema};

/// What tells the items of a model, or of a closed collection, from others in the same table; empty if nothing does. A filter
/// of a query must not name the keys of what it reads.
pub(crate) fn ownership(table: &TableSchema, index: &IndexSchema, is_query: bool) -> Test {
    let source = Source { index, is_query };
    let of_models = if table.models().is_empty() {
        source.of_model(table)
    } else if table.is_open() {
        Test::EMPTY
    } else {
        source.of_collection(table)
    };
    of_models.and(source.no_guard(table))
}

/// What is read.
struct Source<'a> {
    index: &'a IndexSchema,
    is_query: bool,
}

impl Source<'_> {
    /// By the type, or without one by what the templates of the table's key begin with.
    fn of_model(&self, model: &TableSchema) -> Test {
        match self.item_type(model) {
            Some((attribute, names)) => is_one_of(attribute, names),
            None => self.has_key_of(model),
        }
    }

    /// It is no guard of a unique attribute. A guard has nothing but its key, and so is in the table and in indexes by that key; and nobody
    /// asks for its partition.
    fn no_guard(&self, table: &TableSchema) -> Test {
        let models = table.models().iter().copied();
        let mut models = models.chain([table]);
        let is_in_key = |key: &KeySchema| table.key_names().any(|name| name == key.name());
        let may_be_there = !self.is_query && self.index.keys().all(is_in_key);
        let has_guards = |model: &TableSchema| !model.unique().is_empty();
        // What asks for a type has none of them.
        let is_told = table.item_type().is_some() && table.models().is_empty();
        if !may_be_there || is_told || !models.any(has_guards) {
            return Test::EMPTY;
        }
        let key = table.partition_key();
        let (name, mark) = of_type(key, GUARD);
        let begins = Test::BeginsWith(AttributePath::new(name), Node::Value(Ok(Some(mark))));
        Test::Not(Box::new(begins))
    }

    /// It is of one of the types, or without a type has the key of a model without one.
    fn of_collection(&self, collection: &TableSchema) -> Test {
        let models = collection.models().iter();
        let mut types: Vec<(&str, Vec<&'static str>)> = Vec::new();
        for (attribute, names) in models.clone().filter_map(|model| self.item_type(model)) {
            match types.iter_mut().find(|(known, _)| *known == attribute) {
                Some((_, known)) => known.extend(names),
                None => types.push((attribute, names)),
            }
        }
        let no_type = types.iter().fold(Test::EMPTY, |test, (attribute, _)| {
            test.and(Test::NotExists(AttributePath::new((*attribute).to_owned())))
        });
        let others =
            models
                .filter(|model| self.item_type(model).is_none())
                .map(|model| match model.item_type() {
                    // It is there, and not in the index.
                    Some(_) => self.has_key_of(model),
                    None => no_type.clone().and(self.has_key_of(model)),
                });
        let types = types
            .iter()
            .map(|(attribute, names)| is_one_of(attribute, names.clone()));
        any(types.chain(others).collect())
    }

    /// The attribute that tells the type of a model's items, and its values, if it is there to be asked for.
    fn item_type(&self, model: &TableSchema) -> Option<(&'static str, Vec<&'static str>)> {
        let item_type = model.item_type()?;
        let attribute = item_type.attribute();
        holds(model, self.index, attribute).then(|| (attribute, item_type.names().to_vec()))
    }

    /// Every index holds the keys of the table.
    fn has_key_of(&self, model: &TableSchema) -> Test {
        let is_asked = |name| self.is_query && self.index.keys().any(|key| key.name() == name);
        let keys = model.primary().keys();
        keys.filter(|key| !is_asked(key.name()))
            .map(begins)
            .fold(Test::EMPTY, Test::and)
    }
}

/// One of these holds, each of which may be all that is known: if one says nothing, they say nothing.
fn any(mut tests: Vec<Test>) -> Test {
    if tests.iter().any(Test::is_empty) {
        return Test::EMPTY;
    }
    match (tests.pop(), tests.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            tests.extend(last);
            Test::Any(tests)
        }
    }
}

fn is_one_of(attribute: &str, names: Vec<&'static str>) -> Test {
    let path = Node::Path(AttributePath::new(attribute.to_owned()));
    let mut names = names.into_iter().map(text);
    match (names.next(), names.len()) {
        (Some(only), 0) => Test::Compare(path, Comparison::Eq, only),
        (first, _) => Test::In(path, first.into_iter().chain(names).collect()),
    }
}

/// What a template makes begins with its literal.
fn begins(key: &KeySchema) -> Test {
    let path = AttributePath::new(key.name());
    match key.beginning() {
        Some((constant, true)) => Test::Compare(Node::Path(path), Comparison::Eq, text(constant)),
        Some((head, false)) => Test::BeginsWith(path, text(head)),
        None => Test::EMPTY,
    }
}

fn text(text: &str) -> Node {
    Node::Value(Ok(Some(AttributeValue::S(text.to_owned()))))
}
