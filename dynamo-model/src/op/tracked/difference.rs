//! What is different between two stored forms of an item.

use std::collections::BTreeSet;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::AttributePath;
use crate::expr::{Action, Comparison, Node, Test};
use crate::op::Attributes;
use crate::value::{AttributeType, Entries, Number};

/// A value that is to be changed.
#[derive(Debug)]
pub(super) struct Edit {
    pub(super) path: AttributePath,
    /// What is stored; `None` if it is absent.
    stored: Option<AttributeValue>,
    /// What is to be stored; `None` if it is to be removed.
    becomes: Option<AttributeValue>,
    /// Whether the library changes it with every write: other writes do not matter to it.
    moves: bool,
    /// The document that it is in.
    document: Option<Arc<AttributePath>>,
}

impl Edit {
    pub(super) fn action(&self) -> Action {
        let path = self.path.clone();
        match &self.becomes {
            Some(value) => Action::Set(path, Node::Value(Ok(Some(value.clone())))),
            None => Action::Remove(path),
        }
    }

    /// What is stored is still what it was.
    fn condition(&self) -> Test {
        let path = self.path.clone();
        match &self.stored {
            _ if self.moves => Test::EMPTY,
            Some(value) => Test::Compare(
                Node::Path(path),
                Comparison::Eq,
                Node::Value(Ok(Some(value.clone()))),
            ),
            None => Test::NotExists(path),
        }
    }
}

/// What is to be changed is still what it was when it was read.
pub(super) fn unchanged(edits: &[Edit]) -> Test {
    // What is new in a document has no place without it. Edits of one document stand together.
    let mut documents: Vec<_> = edits
        .iter()
        .filter(|edit| edit.stored.is_none())
        .filter_map(|edit| edit.document.as_deref())
        .collect();
    documents.dedup();
    let are_there = documents
        .into_iter()
        .map(|document| Test::Type(document.clone(), AttributeType::M));
    are_there
        .chain(edits.iter().map(Edit::condition))
        .fold(Test::EMPTY, Test::and)
}

/// What makes the stored attributes those of `after`, where these are not those of `before`.
pub(super) fn edits(
    stored: &Attributes,
    before: &Attributes,
    after: &Attributes,
    entries: Entries,
    in_documents: bool,
) -> Vec<Edit> {
    let mut found = Found {
        edits: Vec::new(),
        in_documents,
    };
    found.attributes(
        None,
        Each {
            stored,
            before,
            after,
        },
        entries,
    );
    found.edits
}

struct Found {
    edits: Vec<Edit>,
    in_documents: bool,
}

/// What is stored, what was read and what is to be written.
#[derive(Clone, Copy)]
struct Each<T> {
    stored: T,
    before: T,
    after: T,
}

impl<'a> Each<&'a Attributes> {
    fn names(self) -> BTreeSet<&'a String> {
        self.before.keys().chain(self.after.keys()).collect()
    }

    fn of(self, name: &str) -> Each<Option<&'a AttributeValue>> {
        Each {
            stored: self.stored.get(name),
            before: self.before.get(name),
            after: self.after.get(name),
        }
    }
}

impl Found {
    fn attributes(
        &mut self,
        document: Option<&Arc<AttributePath>>,
        each: Each<&Attributes>,
        entries: Entries,
    ) {
        let others = self.edits.len();
        let mut moving = Vec::new();
        for name in each.names() {
            let entry = entries.of(name);
            if entry.moves {
                moving.push(name);
            } else {
                self.attribute(document, name, each.of(name), entry.entries);
            }
        }
        // What moves by itself goes with the rest, and is no change alone.
        if self.edits.len() == others {
            return;
        }
        for name in moving {
            let values = each.of(name);
            if !same(values.stored, values.after) {
                self.edit(document, name, values, true);
            }
        }
    }

    fn attribute(
        &mut self,
        document: Option<&Arc<AttributePath>>,
        name: &str,
        values: Each<Option<&AttributeValue>>,
        entries: Entries,
    ) {
        if same(values.before, values.after) || same(values.stored, values.after) {
            return;
        }
        let maps = match (values.stored, values.before, values.after) {
            (
                Some(AttributeValue::M(stored)),
                Some(AttributeValue::M(before)),
                Some(AttributeValue::M(after)),
            ) => Some(Each {
                stored,
                before,
                after,
            }),
            _ => None,
        };
        match maps.filter(|_| self.in_documents && !entries.is_whole()) {
            Some(maps) => {
                let path = Arc::new(AttributePath::below(document, name.to_owned()));
                self.attributes(Some(&path), maps, entries);
            }
            None => self.edit(document, name, values, false),
        }
    }

    fn edit(
        &mut self,
        document: Option<&Arc<AttributePath>>,
        name: &str,
        values: Each<Option<&AttributeValue>>,
        moves: bool,
    ) {
        self.edits.push(Edit {
            path: AttributePath::below(document, name.to_owned()),
            stored: values.stored.cloned(),
            becomes: values.after.cloned(),
            moves,
            document: document.cloned(),
        });
    }
}

/// Whether both are the same to DynamoDB: sets have no order, and numbers no spelling.
pub(super) fn same(one: Option<&AttributeValue>, other: Option<&AttributeValue>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same_value(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

fn same_value(one: &AttributeValue, other: &AttributeValue) -> bool {
    use AttributeValue::{Bs, L, M, N, Ns, Ss};
    match (one, other) {
        (N(one), N(other)) => same_number(one, other),
        (L(one), L(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| same_value(one, other))
        }
        (M(one), M(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(name, value)| same(Some(value), other.get(name)))
        }
        (Ss(one), Ss(other)) => same_set(one, other, PartialEq::eq),
        (Ns(one), Ns(other)) => same_set(one, other, |one, other| same_number(one, other)),
        (Bs(one), Bs(other)) => same_set(one, other, PartialEq::eq),
        (one, other) => one == other,
    }
}

fn same_number(one: &str, other: &str) -> bool {
    let number = |digits: &str| digits.parse::<Number>().ok();
    one == other || number(one).is_some_and(|one| number(other) == Some(one))
}

fn same_set<T>(one: &[T], other: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .all(|one| other.iter().any(|other| same(one, other)))
}
