//! A tracked item in its stored forms: as it is stored, as it was read, and as it is now.

use std::time::SystemTime;

use super::Tracked;
use super::difference::{Edit, edits, same};
use crate::error::{Error, Result};
use crate::lifecycle::{prepared_at, unchecked_at};
use crate::op::{Attributes, Model, stored_form};
use crate::schema::check_keys;
use crate::value::Attribute;

/// What was read and what is now there are both brought into the form that is written: of a `get` and a `set` which do not undo
/// each other, both show the same.
pub(super) struct Forms {
    /// What is stored, as far as it is known.
    pub(super) stored: Attributes,
    before: Attributes,
    after: Attributes,
}

impl Forms {
    /// `None` if nothing was touched.
    pub(super) fn of<M: Model>(tracked: &Tracked<M>) -> Result<Option<Self>> {
        let read = stored_form(&tracked.original);
        if let (Ok(read), Ok(now)) = (&read, stored_form(&tracked.item))
            && is_untouched(read, &now)
        {
            return Ok(None);
        }
        // Of both the same moment: a time that is filled in is no difference.
        let now = SystemTime::now();
        let item = prepared_at(&tracked.item, now)?;
        check_keys(&*item)?;
        let forms = Self {
            stored: Attributes::new(),
            before: stored_form(&*unchecked_at(&tracked.original, now))?,
            after: stored_form(&*item)?,
        };
        forms.check_fixed::<M>()?;
        let stored = match &tracked.stored {
            Some(stored) => stored.clone(),
            None => {
                let mut stored = read?;
                stored.extend(key_of::<M>(&forms.before));
                stored
            }
        };
        Ok(Some(Self { stored, ..forms }))
    }

    /// An item with another key is another item, and the version is not the program's to change.
    fn check_fixed<M: Model>(&self) -> Result<()> {
        let changed = |name: &str| !same(self.before.get(name), self.after.get(name));
        if let Some(name) = M::SCHEMA.key_names().find(|name| changed(name)) {
            return Err(Error::invalid(
                "the key of the item was changed, and an item with another key is another item: `create` it, and `delete` the old one",
            )
            .at(name));
        }
        match M::SCHEMA
            .version()
            .filter(|version| changed(version.name()))
        {
            Some(version) => Err(Error::invalid(
                "the version of the item was changed; it moves by itself, with every write",
            )
            .at(version.name())),
            None => Ok(()),
        }
    }

    /// The key of the item.
    pub(super) fn key<M: Model>(&self) -> Attributes {
        key_of::<M>(&self.stored)
    }

    /// What is to be changed in what is stored: each by itself in documents, or, in fewer pieces, attributes as they are.
    pub(super) fn edits<M: Model>(&self, in_documents: bool) -> Vec<Edit> {
        let version = M::SCHEMA.version().map(|version| version.name());
        let mut edits = edits(
            &self.stored,
            &self.before,
            &self.after,
            <M as Attribute>::entries(),
            in_documents,
        );
        edits.retain(|edit| version.is_none_or(|version| !edit.path.is_attribute(version)));
        edits
    }
}

fn key_of<M: Model>(item: &Attributes) -> Attributes {
    let key = M::SCHEMA.key_names();
    key.filter_map(|name| Some((name.to_owned(), item.get(name)?.clone())))
        .collect()
}

fn is_untouched(read: &Attributes, now: &Attributes) -> bool {
    read.len() == now.len()
        && read
            .iter()
            .all(|(name, value)| same(Some(value), now.get(name)))
}
