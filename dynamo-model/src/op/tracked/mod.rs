//! Items that know how they were read, and so what is changed in them.

mod difference;
mod forms;
mod save;
mod saving;

use std::fmt;
use std::ops::{Deref, DerefMut};

use aws_sdk_dynamodb::types::AttributeValue;

use self::forms::Forms;
pub use self::save::{Save, Saved};
use super::hooks::LoadFn;
use super::{Attributes, Model};
use crate::client::Client;
use crate::error::Result;
use crate::schema::Readable;
use crate::value::{AvReader, Decode, Reader};
use crate::wire;

/// An item and what it was when it was read: [`save`](Self::save) sends what is different.
///
/// It is used as the item itself. `.tracked()` of a get, a query or a scan reads such items, and [`new`](Self::new) makes one of
/// an item at hand.
///
/// ```
/// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
/// # use dynamo_model::Model;
/// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] id: String, status: String, note: Option<String> }
/// if let Some(mut order) = Order::get("17").tracked().send(&client).await? {
///     order.status = "sent".to_owned();
///     order.note = None;
///     order.save().send(&client).await?; // SET status = .. REMOVE note, if both are still what they were
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Tracked<M> {
    item: M,
    original: M,
    /// The attributes that the original was read from, if they are known.
    stored: Option<Attributes>,
}

impl<M: Model> Tracked<M> {
    /// Tracks an item that was read before, or that a write gave back, from here on.
    ///
    /// What is stored is taken to be what a write of this item would store. Where that is not so, because a `get` changes what
    /// is read or a default stands for what is absent, read the item with `.tracked()`: it remembers what is stored. For an item that is not
    /// stored yet, there is [`create`](Model::create).
    pub fn new(item: M) -> Self {
        Self {
            original: item.clone(),
            item,
            stored: None,
        }
    }

    /// The item as it was read, or last saved.
    pub fn original(&self) -> &M {
        &self.original
    }

    /// The item as it is now.
    pub fn into_inner(self) -> M {
        self.item
    }

    /// Whether there is something to save. It compares both items in their stored forms.
    pub fn is_changed(&self) -> bool {
        // What can't be written is not what was read.
        Forms::of(self).map_or(true, |forms| {
            forms.is_some_and(|forms| !forms.edits::<M>(true).is_empty())
        })
    }

    /// Writes what is changed, and nothing else: see [`Save`].
    pub fn save(&mut self) -> Save<'_, M> {
        Save::new(self)
    }

    /// Reads an item from where it stands, and keeps what it is read from.
    pub(in crate::op) fn read(reader: &mut dyn Reader<'_>) -> Result<Self> {
        Self::of_stored(wire::attributes(reader)?)
    }

    /// The hooks of what is read.
    pub(in crate::op) const LOAD: Option<LoadFn<Self>> = if M::HOOKED {
        Some(|tracked, client| Box::pin(tracked.loaded(client)))
    } else {
        None
    };

    /// What a hook changes in what was read is no change of the program.
    async fn loaded(mut self, client: &Client) -> Result<Self> {
        self.item.after_load(client).await?;
        self.original = self.item.clone();
        Ok(self)
    }

    fn of_stored(stored: Attributes) -> Result<Self> {
        let value = AttributeValue::M(stored);
        let item = <M as Decode>::decode(&mut AvReader::new(&value))?;
        Ok(Self {
            original: item.clone(),
            item,
            stored: match value {
                AttributeValue::M(stored) => Some(stored),
                _ => None,
            },
        })
    }
}

impl<M> Deref for Tracked<M> {
    type Target = M;

    fn deref(&self) -> &M {
        &self.item
    }
}

impl<M> DerefMut for Tracked<M> {
    fn deref_mut(&mut self) -> &mut M {
        &mut self.item
    }
}

#[diagnostic::do_not_recommend]
impl<M: Model> Readable for Tracked<M> {}

impl<M: fmt::Debug> fmt::Debug for Tracked<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Tracked").field(&self.item).finish()
    }
}
