//! What a write gives back.

use aws_sdk_dynamodb::types::ReturnValue;

use super::reading::view::read_item;
use super::{Attributes, Model};
use crate::error::Result;
use crate::schema::told_by_type;
use crate::value::Decode;

/// What a write asks DynamoDB to return, and what it makes of that.
#[derive(Debug)]
pub(crate) struct Returning<T> {
    pub(crate) values: ReturnValue,
    /// From the item as written, where the write is of a whole one, and the attributes that came back.
    pub(crate) read: fn(Written<'_>) -> Result<T>,
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
        }
    }
}

impl Returning<()> {
    pub(crate) fn nothing() -> Self {
        Self {
            values: ReturnValue::None,
            read: |_| Ok(()),
        }
    }
}

impl<M: Model> Returning<Option<M>> {
    /// The item as it was before.
    pub(crate) fn old() -> Self {
        Self {
            values: ReturnValue::AllOld,
            read: |written| item(written.returned),
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
