//! What could not be encoded for an expression, and is about a secret.

use crate::error::{At, AttributePath, Result, Segment};
use crate::expr::{Action, Node};
use crate::schema::Schema;
use crate::value::{Attribute, Purpose, Write, Writing};

/// Takes everything that could tell of a secret out of the errors of a change.
pub(super) fn discreet_action<M: Schema>(action: &mut Action) {
    match action {
        Action::Set(path, node) => discreet_node::<M>(path, node),
        Action::Add(path, value) | Action::Delete(path, value) => discreet::<M, _>(path, value),
        Action::Remove(_) => {}
    }
}

/// The same of what an attribute is compared with, or made of.
pub(super) fn discreet_node<M: Schema>(path: &AttributePath, node: &mut Node) {
    match node {
        Node::Value(value) => discreet::<M, _>(path, value),
        Node::IfNotExists(_, node) => discreet_node::<M>(path, node),
        Node::Concat(left, right) | Node::Plus(left, right) | Node::Minus(left, right) => {
            discreet_node::<M>(path, left);
            discreet_node::<M>(path, right);
        }
        Node::Path(_) | Node::Size(_) => {}
    }
}

fn discreet<M: Schema, T>(path: &AttributePath, value: &mut Result<T>) {
    if let Err(error) = value
        && is_secret::<M>(path)
    {
        *error = error.clone().discreet();
    }
}

/// Whether the path leads to a secret, or into one.
fn is_secret<M: Schema>(path: &AttributePath) -> bool {
    let mut writing = Writing::new(Write::Comparing, Purpose::Compare);
    let segments: Vec<&Segment> = path.segments();
    <M as Attribute>::conform(&mut None, &segments, &At::ITEM, &mut writing);
    writing.met_a_secret()
}
