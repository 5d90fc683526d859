//! A write that is ready to be sent.

use std::sync::Arc;

use crate::error::{Error, Result};
use crate::op::Attributes;
use crate::op::write::{Step, StepAction, size_of};
use crate::schema::Identity;
use crate::value::Item;
use crate::wire;

/// How large an item may be:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html>.
const LARGEST_ITEM: usize = 400 * 1024;

/// What a request has for each write besides its JSON and the name of its table, at most: `{"DeleteRequest":{"Key":}},`, and for a
/// table `"":[],`.
const FRAME: usize = 40;

/// A write in the form in which a batch sends it.
#[derive(Clone)]
pub(crate) struct Ready {
    /// Where it stands among those that were given.
    pub(crate) position: usize,
    /// In a box: it is large, and moved from list to list.
    pub(crate) step: Box<Step>,
    pub(crate) target: Target,
    /// The item of a put, and the key of a delete.
    pub(crate) json: Arc<Vec<u8>>,
    /// Whether a request that had it may have written it, and has not said so.
    pub(crate) in_doubt: bool,
    /// Earlier writes of the same item: this one stands for them, too, and they are never sent.
    pub(crate) earlier: Vec<Ready>,
}

/// Which item a write is of.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Target {
    pub(crate) table: String,
    pub(crate) key: Identity,
}

impl Ready {
    /// # Errors
    /// What DynamoDB would refuse: an item of more than 400 KB.
    pub(crate) fn new(position: usize, step: Step) -> Result<Self> {
        let names = step.terms.schema.key_names();
        let key = Identity::of(names.map(|name| step.key.get(name)));
        let key = key.ok_or_else(|| Error::invalid("this is not the key of an item"))?;
        let json = match &step.action {
            StepAction::Put { json, .. } => Arc::clone(json),
            StepAction::Delete => Arc::new(wire::write_item(&Item::try_from(step.key.clone())?)?),
            _ => return Err(Error::invalid("a batch takes puts and deletes")),
        };
        check_size(&json)?;
        let target = Target {
            table: step.table.clone(),
            key,
        };
        Ok(Self {
            position,
            step: Box::new(step),
            target,
            json,
            in_doubt: false,
            earlier: Vec::new(),
        })
    }

    pub(crate) fn is_put(&self) -> bool {
        matches!(self.step.action, StepAction::Put { .. })
    }

    /// How many bytes of a request it takes, at most.
    pub(crate) fn size(&self) -> usize {
        self.json.len() + self.target.table.len() + FRAME
    }

    /// How many writes it stands for.
    pub(crate) fn count(&self) -> usize {
        1 + self.earlier.len()
    }

    /// Stands for this earlier write, too.
    pub(crate) fn stand_for(&mut self, mut earlier: Self) {
        self.earlier = std::mem::take(&mut earlier.earlier);
        self.earlier.push(earlier);
    }

    /// Whether this is its item in that table.
    pub(crate) fn is_of(&self, table: &str, item: &Attributes) -> bool {
        let names = self.step.terms.schema.key_names();
        let key = Identity::of(names.map(|name| item.get(name)));
        self.target.table == table && key.as_ref() == Some(&self.target.key)
    }
}

/// The exact size is worked out only if it may be too large: no item is larger than its JSON.
fn check_size(json: &[u8]) -> Result<()> {
    if json.len() <= LARGEST_ITEM {
        return Ok(());
    }
    let size = size_of(&wire::read_item(json, wire::attributes)?);
    if size > LARGEST_ITEM {
        return Err(Error::invalid(format!(
            "an item has 400 KB ({LARGEST_ITEM} bytes) at most, and this one has {size} bytes"
        )));
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod testing {
    use dynamo_model_derive::Model;

    use super::*;
    use crate::op::Model as _;
    use crate::op::write::{IntoBatchWrite, Part};

    #[derive(Clone, Model)]
    #[dynamo(crate = crate, table = "things")]
    struct Thing {
        #[dynamo(partition_key)]
        id: usize,
        text: String,
    }

    fn ready(position: usize, part: Result<Part>) -> Ready {
        Ready::new(position, part.unwrap().declared().unwrap()).unwrap()
    }

    pub(crate) fn put(position: usize, id: usize) -> Ready {
        let text = String::new();
        ready(position, Thing::put(&Thing { id, text }).into_batch_part())
    }

    /// One of more than a megabyte of JSON.
    pub(crate) fn large(position: usize, id: usize) -> Ready {
        let text = "\u{1}".repeat(180 * 1024);
        ready(position, Thing::put(&Thing { id, text }).into_batch_part())
    }

    pub(crate) fn delete(position: usize, id: usize) -> Ready {
        ready(position, Thing::delete(id).into_batch_part())
    }

    pub(crate) fn positions(writes: &[Ready]) -> Vec<usize> {
        writes.iter().map(|write| write.position).collect()
    }

    #[test]
    fn an_item_is_told_by_its_table_and_its_key() {
        let item = |id: &str| Attributes::from([("id".to_owned(), crate::value::testing::n(id))]);
        for write in [put(0, 7), delete(0, 7)] {
            assert!(write.is_of("things", &item("7")));
            assert!(write.is_of("things", &item("7.0")));
            assert!(!write.is_of("things", &item("8")));
            assert!(!write.is_of("others", &item("7")));
            assert!(!write.is_of("things", &Attributes::new()));
        }
        assert_eq!(*delete(0, 7).json, br#"{"id":{"N":"7"}}"#);
    }
}
