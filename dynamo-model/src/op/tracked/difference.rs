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

    fn of(self, name: &str, aliases: &[&str]) -> Each<Option<&'a AttributeValue>> {
        let mut older = aliases.iter().filter_map(|name| self.stored.get(*name));
        Each {
            stored: self.stored.get(name).or_else(|| older.next()),
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
                moving.push((name, entry.aliases));
            } else {
                let path = AttributePath::below(document, name.clone()).__or_named(entry.aliases);
                // What is stored under an older name is written under its own as a whole.
                let is_in_place = entry.aliases.is_empty() || each.stored.contains_key(name);
                let entries = Some(entry.entries).filter(|_| is_in_place);
                let values = each.of(name, entry.aliases);
                self.attribute(document, path, values, entries.unwrap_or(Entries::Whole));
            }
        }
        // What moves by itself goes with the rest, and is no change alone.
        if self.edits.len() == others {
            return;
        }
        for (name, aliases) in moving {
            let values = each.of(name, aliases);
            if !same(values.stored, values.after) {
                let path = AttributePath::below(document, name.clone()).__or_named(aliases);
                self.edit(document, path, values, true);
            }
        }
    }

    fn attribute(
        &mut self,
        document: Option<&Arc<AttributePath>>,
        path: AttributePath,
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
                self.attributes(Some(&Arc::new(path)), maps, entries);
            }
            None => self.edit(document, path, values, false),
        }
    }

    fn edit(
        &mut self,
        document: Option<&Arc<AttributePath>>,
        path: AttributePath,
        values: Each<Option<&AttributeValue>>,
        moves: bool,
    ) {
        self.edits.push(Edit {
            path,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Entry;

    fn n(digits: &str) -> AttributeValue {
        AttributeValue::N(digits.to_owned())
    }

    fn m<const N: usize>(entries: [(&str, AttributeValue); N]) -> AttributeValue {
        AttributeValue::M(item(entries))
    }

    fn item<const N: usize>(entries: [(&str, AttributeValue); N]) -> Attributes {
        entries.map(|(name, value)| (name.to_owned(), value)).into()
    }

    /// Attributes whose names begin with `moves`, and documents of the same.
    fn document() -> Entries {
        Entries::Named(|name| Entry {
            entries: if name == "whole" {
                Entries::Whole
            } else {
                document()
            },
            moves: name.starts_with("moves"),
            aliases: &[],
        })
    }

    #[track_caller]
    fn changes<const N: usize>(
        before: &AttributeValue,
        after: &AttributeValue,
        expected: [(&str, bool); N],
    ) {
        let (before, after) = (item([("a", before.clone())]), item([("a", after.clone())]));
        let edits = edits(&before, &before, &after, document(), true);
        let found: Vec<_> = edits
            .iter()
            .map(|edit| (edit.path.to_string(), edit.moves))
            .collect();
        let expected = expected.map(|(path, moves)| (path.to_owned(), moves));
        assert_eq!(found, expected);
    }

    #[test]
    fn what_moves_by_itself_goes_with_its_document_alone() {
        let doc = |x, moves, inner_x, inner_moves| {
            let inner = m([("x", n(inner_x)), ("moves", n(inner_moves))]);
            m([("x", n(x)), ("moves", n(moves)), ("inner", inner)])
        };
        let before = doc("1", "1", "1", "1");
        changes(&before, &doc("1", "2", "1", "2"), []);
        changes(
            &before,
            &doc("2", "2", "1", "2"),
            [("a.x", false), ("a.moves", true)],
        );
        changes(
            &before,
            &doc("1", "2", "2", "2"),
            [
                ("a.inner.x", false),
                ("a.inner.moves", true),
                ("a.moves", true),
            ],
        );
        changes(&before, &doc("2", "1", "1", "1"), [("a.x", false)]);
    }

    #[test]
    fn what_is_one_value_is_changed_as_one() {
        let before = m([
            ("whole", m([("x", n("1"))])),
            ("l", AttributeValue::L(vec![])),
        ]);
        let after = m([
            ("whole", m([("x", n("2"))])),
            ("l", AttributeValue::L(vec![n("1")])),
        ]);
        changes(&before, &after, [("a.l", false), ("a.whole", false)]);
        changes(&before, &n("1"), [("a", false)]);
    }

    #[test]
    fn in_fewer_pieces_a_document_is_one() {
        let before = item([("a", m([("x", n("1")), ("y", n("1"))]))]);
        let after = item([("a", m([("x", n("2")), ("y", n("2"))]))]);
        assert_eq!(edits(&before, &before, &after, document(), true).len(), 2);
        assert_eq!(edits(&before, &before, &after, document(), false).len(), 1);
    }

    #[test]
    fn what_is_stored_already_is_not_written() {
        let stored = item([("a", n("2"))]);
        let (before, after) = (
            item([("a", n("1")), ("b", n("1"))]),
            item([("a", n("2.0"))]),
        );
        assert!(edits(&stored, &before, &after, document(), true).is_empty());
    }

    #[test]
    fn sets_have_no_order_and_numbers_no_spelling() {
        let ns = |digits: [&str; 2]| AttributeValue::Ns(digits.map(str::to_owned).into());
        assert!(same_value(&ns(["1", "20"]), &ns(["2E1", "1.0"])));
        assert!(!same_value(&ns(["1", "20"]), &ns(["1", "21"])));
        let ss =
            |texts: &[&str]| AttributeValue::Ss(texts.iter().map(|t| (*t).to_owned()).collect());
        assert!(same_value(&ss(&["a", "b"]), &ss(&["b", "a"])));
        assert!(!same_value(&ss(&["a", "b"]), &ss(&["a"])));
        assert!(!same_value(&ss(&["1"]), &n("1")));
        assert!(same_value(&m([("a", n("1"))]), &m([("a", n("1.0"))])));
        assert!(!same_value(&m([("a", n("1"))]), &m([("b", n("1"))])));
        let l = |digits| AttributeValue::L(vec![n(digits)]);
        assert!(same_value(&l("1"), &l("1.0")) && !same_value(&l("1"), &l("2")));
    }
}
