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
    pub(crate) step: Step,
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
            step,
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
