//! What a write gives back.

use aws_sdk_dynamodb::types::ReturnValue;

use super::hooks::{Load, LoadFn, load_one};
use super::reading::view::read_item;
use super::{Attributes, Model};
use crate::client::Client;
use crate::error::{Error, Result};
use crate::schema::told_by_type;
use crate::value::Decode;

/// What a write asks DynamoDB to return, and what it makes of that.
#[derive(Debug)]
pub(crate) struct Returning<T> {
    pub(crate) values: ReturnValue,
    /// From the item as written, where the write is of a whole one, and the attributes that came back.
    pub(crate) read: fn(Written<'_>) -> Result<T>,
    /// The hooks of what is given back.
    pub(crate) load: Option<LoadFn<T>>,
}

impl<T> Returning<T> {
    /// Fails if it wants something of the item as it was: a transaction gives nothing back.
    pub(crate) fn needs_nothing_back(&self) -> Result<()> {
        match self.values {
            ReturnValue::None | ReturnValue::AllNew => Ok(()),
            _ => Err(Error::invalid(
                "the model has unique attributes, and so this is written in a transaction, which does not give back what was there;                  read the item before",
            )),
        }
    }

    /// What it makes of a write that was carried out.
    pub(crate) async fn give(
        &self,
        operation: &str,
        table: &str,
        written: Written<'_>,
        client: &Client,
    ) -> Result<T> {
        let read = (self.read)(written);
        let loaded = match (read, self.load) {
            (Ok(item), Some(load)) => load(item, client).await,
            (read, _) => read,
        };
        loaded.map_err(|error| {
            error.while_doing(format!(
                "{operation} on table `{table}` was carried out; in what it gave back"
            ))
        })
    }
}

/// What is known after a write.
pub(crate) struct Written<'a> {
    /// The item that was sent, as JSON.
    pub(crate) sent: Option<&'a [u8]>,
    /// The attributes that DynamoDB returned.
    pub(crate) returned: Option<Attributes>,
}

impl<T> Clone for Returning<T> {
    fn clone(&self) -> Self {
        Self {
            values: self.values.clone(),
            read: self.read,
            load: self.load,
        }
    }
}

impl Returning<()> {
    pub(crate) fn nothing() -> Self {
        Self {
            values: ReturnValue::None,
            read: |_| Ok(()),
            load: None,
        }
    }
}

impl<M: Model> Returning<Option<M>> {
    /// The item as it was before.
    pub(crate) fn old() -> Self {
        Self {
            values: ReturnValue::AllOld,
            read: |written| item(written.returned),
            load: load_old::<M>(),
        }
    }
}

/// DynamoDB returns no attributes, or an empty map, where there was no item.
pub(crate) fn item<M: Model>(attributes: Option<Attributes>) -> Result<Option<M>> {
    match attributes {
        Some(attributes) if !attributes.is_empty() => {
            let read = read_item(attributes, <M as Decode>::decode);
            read.map(Some).map_err(told_by_type::<M>)
        }
        _ => Ok(None),
    }
}

/// The hooks of an item that was there before.
fn load_old<M: Model>() -> Option<LoadFn<Option<M>>> {
    M::LOAD?;
    Some(|item, client| Box::pin(load_one(M::LOAD, item, client)))
}
