//! The values in expressions, as they are written: an update obeys the rules that a put does, and what a condition compares is
//! brought into the form of what is stored.

use aws_sdk_dynamodb::types::AttributeValue;

use super::prepared::finish;
use super::secrets::{discreet_action, discreet_node};
use crate::error::{At, AttributePath, Segment};
use crate::expr::{Action, Count, Node, Test};
use crate::schema::Schema;
use crate::value::{Attribute, Purpose, Touched, Write, Writing};

/// Brings the values of a change into the form that is written, and checks them.
pub(crate) fn conform_actions<M: Schema>(actions: &mut Vec<Action>, writing: &mut Writing) {
    let all = std::mem::take(actions).into_iter();
    actions.extend(all.filter_map(|mut action| {
        discreet_action::<M>(&mut action);
        conform_action::<M>(action, writing)
    }));
}

/// The combined attributes that are made of these attributes of an item.
pub(crate) fn made_of<M: Schema>(names: impl Iterator<Item = &'static str>) -> Vec<Touched> {
    let mut writing = Writing::new(Write::Updating, Purpose::Alter);
    for name in names {
        let path = AttributePath::new(name);
        walk::<M>(&path, &mut None, Purpose::Alter, &mut writing);
    }
    writing.take_touched()
}

/// `None` if nothing is left of it: it gives a value to an attribute without one, and the value has become none.
fn conform_action<M: Schema>(action: Action, writing: &mut Writing) -> Option<Action> {
    Some(match action {
        Action::Set(path, Node::Value(Ok(Some(value)))) => {
            match conform::<M>(&path, value, Purpose::Store, writing) {
                Some(value) => Action::Set(path, Node::Value(Ok(Some(value)))),
                None => Action::Remove(path),
            }
        }
        Action::Set(path, Node::IfNotExists(of, node)) if of == path => match *node {
            Node::Value(Ok(Some(value))) => {
                let value = conform::<M>(&path, value, Purpose::Store, writing)?;
                let node = Box::new(Node::Value(Ok(Some(value))));
                Action::Set(path, Node::IfNotExists(of, node))
            }
            node => {
                walk::<M>(&path, &mut None, Purpose::Alter, writing);
                Action::Set(path, Node::IfNotExists(of, Box::new(node)))
            }
        },
        Action::Set(path, Node::Concat(left, right)) => {
            walk::<M>(&path, &mut None, Purpose::Alter, writing);
            let mut part = |node: Box<Node>| match *node {
                Node::Value(Ok(Some(value))) => {
                    let value = conform::<M>(&path, value, Purpose::Piece, writing);
                    Box::new(Node::Value(Ok(value)))
                }
                node => Box::new(node),
            };
            let (left, right) = (part(left), part(right));
            Action::Set(path, Node::Concat(left, right))
        }
        Action::Add(path, Ok(value)) if is_set(&value) => {
            walk::<M>(&path, &mut None, Purpose::Alter, writing);
            let value = conform::<M>(&path, value, Purpose::Piece, writing)?;
            Action::Add(path, Ok(value))
        }
        Action::Delete(path, Ok(value)) => {
            walk::<M>(&path, &mut None, Purpose::Alter, writing);
            let value = conform::<M>(&path, value, Purpose::Compare, writing)?;
            Action::Delete(path, Ok(value))
        }
        Action::Remove(path) => {
            walk::<M>(&path, &mut None, Purpose::Remove, writing);
            Action::Remove(path)
        }
        Action::Set(path, node) => {
            let known = writing.count();
            walk::<M>(&path, &mut None, Purpose::Alter, writing);
            // What must not be changed at all has been told.
            if writing.count() > known {
                return Some(Action::Set(path, node));
            }
            let node = conform_count::<M>(&path, node, writing);
            Action::Set(path, node)
        }
        other => {
            walk::<M>(other.path(), &mut None, Purpose::Alter, writing);
            other
        }
    })
}

/// A counter begins with a value of the attribute. The number one step before is none: no rule is asked about it.
fn conform_count<M: Schema>(path: &AttributePath, node: Node, writing: &mut Writing) -> Node {
    let Some(count) = Count::read(path, &node) else {
        return node;
    };
    let start = count.start();
    let conformed = conform::<M>(path, start.clone(), Purpose::Store, writing);
    if conformed.as_ref() == Some(&start) {
        return node;
    }
    let count = count.starting_with(conformed).and_then(Count::into_node);
    count.unwrap_or_else(|error| Node::Value(Err(error)))
}

fn is_set(value: &AttributeValue) -> bool {
    matches!(
        value,
        AttributeValue::Ss(_) | AttributeValue::Ns(_) | AttributeValue::Bs(_)
    )
}

/// A condition with its values in the form of what is stored. What has no such form is an error where it stands.
pub(crate) fn conformed<M: Schema>(mut test: Test) -> Test {
    conform_test::<M>(&mut test);
    test
}

fn conform_test<M: Schema>(test: &mut Test) {
    match test {
        Test::All(tests) | Test::Any(tests) => tests.iter_mut().for_each(conform_test::<M>),
        Test::Not(test) => conform_test::<M>(test),
        Test::Compare(Node::Path(path), _, node) => {
            conform_node::<M>(path, node, Purpose::Compare);
        }
        Test::Between(Node::Path(path), low, high) => {
            conform_node::<M>(path, low, Purpose::Compare);
            conform_node::<M>(path, high, Purpose::Compare);
        }
        Test::In(Node::Path(path), nodes) => nodes
            .iter_mut()
            .for_each(|node| conform_node::<M>(path, node, Purpose::Compare)),
        Test::BeginsWith(path, node) => conform_node::<M>(path, node, Purpose::Affix),
        Test::Contains(path, node) => conform_node::<M>(path, node, Purpose::Sought),
        Test::Compare(..)
        | Test::Between(..)
        | Test::In(..)
        | Test::Exists(_)
        | Test::NotExists(_)
        | Test::Type(..)
        | Test::Raw(_) => {}
    }
}

fn conform_node<M: Schema>(path: &AttributePath, node: &mut Node, purpose: Purpose) {
    discreet_node::<M>(path, node);
    let Node::Value(Ok(value @ Some(_))) = node else {
        return;
    };
    let mut writing = Writing::new(Write::Comparing, purpose);
    walk::<M>(path, value, purpose, &mut writing);
    if let Err(error) = finish(writing) {
        *node = Node::Value(Err(error));
    }
}

fn conform<M: Schema>(
    path: &AttributePath,
    value: AttributeValue,
    purpose: Purpose,
    writing: &mut Writing,
) -> Option<AttributeValue> {
    let mut value = Some(value);
    walk::<M>(path, &mut value, purpose, writing);
    value
}

fn walk<M: Schema>(
    path: &AttributePath,
    value: &mut Option<AttributeValue>,
    purpose: Purpose,
    writing: &mut Writing,
) {
    let segments: Vec<&Segment> = path.segments();
    writing.set_purpose(purpose);
    <M as Attribute>::conform(value, &segments, &At::ITEM, writing);
}
