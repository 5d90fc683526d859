//! The table that a model, or all models of a collection together, want.

use crate::error::{Error, Result};
use crate::schema::{IndexSchema, KeySchema, TableSchema};

/// A table: its key, its indexes, and the attributes that are keys.
pub(crate) struct Layout {
    pub(crate) primary: &'static IndexSchema,
    pub(crate) indexes: Vec<&'static IndexSchema>,
    /// Each once.
    pub(crate) attributes: Vec<&'static KeySchema>,
}

impl Layout {
    /// The table of this schema. Models that contradict each other are an error.
    pub(crate) fn of(schema: &'static TableSchema) -> Result<Self> {
        let mut layout = Self {
            primary: schema.primary(),
            indexes: Vec::new(),
            attributes: Vec::new(),
        };
        let alone = [schema];
        let models = if schema.models().is_empty() {
            alone.as_slice()
        } else {
            schema.models()
        };
        for model in models {
            layout.take(schema, model)?;
        }
        Ok(layout)
    }

    fn take(&mut self, schema: &TableSchema, model: &'static TableSchema) -> Result<()> {
        if model.table() != schema.table() {
            return Err(contradiction("the table", schema.table(), model.table()));
        }
        let (ours, theirs) = (schema.primary(), model.primary());
        if !ours.has_key_of(theirs) {
            let (ours, theirs) = (ours.described(), theirs.described());
            return Err(contradiction("the key of the table", &ours, &theirs));
        }
        model
            .primary()
            .keys()
            .try_for_each(|key| self.attribute(key))?;
        for index in model.indexes() {
            index.keys().try_for_each(|key| self.attribute(key))?;
            match self
                .indexes
                .iter()
                .find(|known| known.name() == index.name())
            {
                None => self.indexes.push(index),
                Some(known) if known.has_key_of(index) && known.is_like(index) => {}
                Some(known) => {
                    let what = format!("the index `{}`", index.name().unwrap_or_default());
                    return Err(contradiction(&what, &known.described(), &index.described()));
                }
            }
        }
        Ok(())
    }

    fn attribute(&mut self, key: &'static KeySchema) -> Result<()> {
        match self
            .attributes
            .iter()
            .find(|known| known.name() == key.name())
        {
            None => self.attributes.push(key),
            Some(known) if known.key_type() == key.key_type() => {}
            Some(known) => {
                let what = format!("the type of the key attribute `{}`", key.name());
                let (ours, theirs) = (known.key_type().as_str(), key.key_type().as_str());
                return Err(contradiction(&what, ours, theirs));
            }
        }
        Ok(())
    }

    /// The type of a key attribute, as DynamoDB calls it.
    pub(crate) fn type_of(&self, name: &str) -> String {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|key| key.name() == name)
            .map_or("?", |key| key.key_type().as_str())
            .to_owned()
    }
}

fn contradiction(what: &str, ours: &str, theirs: &str) -> Error {
    Error::invalid(format!(
        "the models of this table contradict each other: {what} is {ours} for one of them, and {theirs} for another"
    ))
}
