//! What the models of a collection have in common. It is found while compiling, and so are contradictions.

use crate::schema::constant::{contains, same_text};
use crate::schema::{Holds, IndexSchema, ItemType, KeySchema, Member, Scope, TableSchema};

type Models = &'static [&'static TableSchema];

/// Refuses a collection whose model at this position can't be told from those before it, or is not in their table.
///
/// # Panics
/// If it is so. For a constant, that is while compiling.
#[track_caller] // for the compiler to mark the call, and not this
pub const fn check_member(models: Models, position: usize) {
    let (before, from_here) = models.split_at(position);
    let Some(model) = from_here.first() else {
        return;
    };
    assert!(
        model.item_type().is_some() || has_template(model),
        "nothing tells the items of this model from those of the others: it has neither a type nor a key made by a template; give \
         it an `item_type`"
    );
    if let Some(first) = before.first() {
        assert!(
            same_text(first.table(), model.table()),
            "this model is in another table than the first one of the collection; give all of them the same `table`"
        );
        assert!(
            first.primary().has_key_of(model.primary()),
            "the key of this model has other attributes, or of other types, than that of the first model of the collection; name \
             them alike, for a template with `(name = \"..\", template = \"..\")`"
        );
    }
    let mut before = before;
    while let [other, rest @ ..] = before {
        check_ttl(model, other);
        match (other.item_type(), model.item_type()) {
            (Some(theirs), Some(ours)) => assert!(
                !shares_name(theirs, ours),
                "this model has the same type as one before it in the collection; give it another one with `item_type`"
            ),
            (None, None) => assert!(
                !has_key_form_of(model, other),
                "nothing tells the items of this model from those of one before it: both have no type, and keys of the same form; \
                 give one of them an `item_type`"
            ),
            (Some(item_type), None) => check_stores_no(model, item_type),
            (None, Some(item_type)) => check_stores_no(other, item_type),
        }
        before = rest;
    }
}

/// A table has one time to live.
#[track_caller]
const fn check_ttl(model: &TableSchema, other: &TableSchema) {
    if let (Some(ours), Some(theirs)) = (model.ttl(), other.ttl()) {
        assert!(
            same_text(ours.attribute(), theirs.attribute()),
            "a table has one attribute for the time to live, and this model has another one than a model before it in the collection; \
             store both under one name, with `rename`"
        );
        assert!(
            ours.hides_expired() == theirs.hides_expired(),
            "the models of the collection contradict each other: one hides what has expired, and this one does not, or the other way \
             round; write `hide_expired` in all of them or in none"
        );
    }
}

/// What has no type of its own must not look as if it had one.
#[track_caller]
const fn check_stores_no(model: &TableSchema, item_type: ItemType) {
    assert!(
        !is_stored(model.members(), item_type.attribute()),
        "a model of this collection that has no type stores a field as the attribute which tells the type of this one, or the other \
         way round; name the attribute of the type otherwise, with `type_attribute`"
    );
}

/// Whether a struct of these fields stores an attribute of this name.
const fn is_stored(members: &[Member], name: &str) -> bool {
    let mut rest = members;
    while let [member, behind @ ..] = rest {
        let found = match member {
            Member::Attribute(attribute) => same_text(attribute.name(), name),
            Member::Flattened(members) => is_stored(members, name),
        };
        if found {
            return true;
        }
        rest = behind;
    }
    false
}

const fn has_template(model: &TableSchema) -> bool {
    let primary = model.primary();
    is_templated(primary.partition_key()) || is_templated(primary.sort_key())
}

const fn is_templated(keys: &[KeySchema]) -> bool {
    matches!(keys, [key, ..] if key.template().is_some())
}

const fn shares_name(one: ItemType, other: ItemType) -> bool {
    if !same_text(one.attribute(), other.attribute()) {
        return false;
    }
    let mut names = one.names();
    while let [name, rest @ ..] = names {
        if contains(other.names(), name) {
            return true;
        }
        names = rest;
    }
    false
}

/// Whether the templates of both make the same keys.
const fn has_key_form_of(one: &TableSchema, other: &TableSchema) -> bool {
    let (one, other) = (one.primary(), other.primary());
    same_form(one.partition_key(), other.partition_key())
        && same_form(one.sort_key(), other.sort_key())
}

const fn same_form(one: &[KeySchema], other: &[KeySchema]) -> bool {
    match (one, other) {
        ([one, ..], [other, ..]) => match (one.template(), other.template()) {
            (Some(one), Some(other)) => one.has_literals_of(other),
            (None, None) => true,
            _ => false,
        },
        _ => one.is_empty() && other.is_empty(),
    }
}

/// Refuses an index that the models of a collection describe differently.
///
/// # Panics
/// If it is so. For a constant, that is while compiling.
#[track_caller]
pub const fn check_index(models: Models, index: &IndexSchema) {
    let mut rest = models;
    while let [model, behind @ ..] = rest {
        if let Some(described) = described_by(model, index) {
            assert!(
                index.has_key_of(described) && same_scope(index, described),
                "the models of the collection contradict each other: this index has other key attributes for one of them, or of \
                 other types; describe it alike in all of them"
            );
            assert!(
                same_attributes(index.holds(), described.holds()),
                "the models of the collection contradict each other: this index holds other attributes for one of them; describe \
                 it alike in all of them"
            );
        }
        rest = behind;
    }
}

/// The index as this model has it. `None` if it has no such index.
const fn described_by(model: &TableSchema, index: &IndexSchema) -> Option<&'static IndexSchema> {
    let Some(name) = index.name() else {
        return None;
    };
    let mut indexes = model.indexes();
    while let [known, rest @ ..] = indexes {
        if let Some(known_name) = known.name()
            && same_text(known_name, name)
        {
            return Some(known);
        }
        indexes = rest;
    }
    None
}

const fn same_scope(one: &IndexSchema, other: &IndexSchema) -> bool {
    matches!(
        (one.scope(), other.scope()),
        (Scope::Table, Scope::Table)
            | (Scope::Global, Scope::Global)
            | (Scope::Local, Scope::Local)
    )
}

/// In whatever order.
const fn same_attributes(one: Holds, other: Holds) -> bool {
    match (one, other) {
        (Holds::All, Holds::All) | (Holds::Keys, Holds::Keys) => true,
        (Holds::Include(one), Holds::Include(other)) => {
            contains_all(one, other) && contains_all(other, one)
        }
        _ => false,
    }
}

const fn contains_all(names: &[&str], wanted: &[&str]) -> bool {
    let mut rest = wanted;
    while let [name, behind @ ..] = rest {
        if !contains(names, name) {
            return false;
        }
        rest = behind;
    }
    true
}

/// Whether whole items are read from an index: all that the models which describe it have, and what tells their types. Items
/// of unknown type may have any attribute.
pub const fn is_complete(collection: &TableSchema, index: &IndexSchema) -> bool {
    if matches!(index.holds(), Holds::All) {
        return true;
    }
    let mut rest = collection.models();
    while let [model, behind @ ..] = rest {
        if described_by(model, index).is_some() && !holds_model(model, index) {
            return false;
        }
        rest = behind;
    }
    !collection.is_open()
}

const fn holds_model(model: &TableSchema, index: &IndexSchema) -> bool {
    let holds_type = match model.item_type() {
        Some(item_type) => holds(model, index, item_type.attribute()),
        None => true,
    };
    let mut members = model.members();
    while let [member, rest @ ..] = members {
        match member {
            Member::Attribute(attribute) if holds(model, index, attribute.name()) => {}
            // What is flattened may be a map that takes every attribute.
            _ => return false,
        }
        members = rest;
    }
    holds_type
}

const fn holds(model: &TableSchema, index: &IndexSchema, name: &str) -> bool {
    let included = match index.holds() {
        Holds::All => true,
        Holds::Keys => false,
        Holds::Include(names) => contains(names, name),
    };
    included || is_key_of(index, name) || is_key_of(model.primary(), name)
}

const fn is_key_of(index: &IndexSchema, name: &str) -> bool {
    is_among(index.partition_key(), name) || is_among(index.sort_key(), name)
}

const fn is_among(keys: &[KeySchema], name: &str) -> bool {
    let mut rest = keys;
    while let [key, behind @ ..] = rest {
        if same_text(key.name(), name) {
            return true;
        }
        rest = behind;
    }
    false
}
