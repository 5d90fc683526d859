//! Where a page comes from: what makes a cursor of any of its items.

use super::fingerprint::Fingerprint;
use crate::error::{Error, ErrorKind, Result};
use crate::op::{Cursor, Page, stored_form};
use crate::schema::Schema;

/// Where a page comes from: what makes a cursor of any of its items.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Origin {
    /// What the cursors belong to.
    pub(crate) fingerprint: Fingerprint,
    /// The attributes that make a cursor.
    pub(crate) keys: Vec<&'static str>,
    /// Whether its items are whole: of a part of an item, even if it happens to be a model itself, no cursor can be made.
    pub(crate) whole: bool,
}

impl<M: Schema> Page<M> {
    /// The cursor of one of the items, counted from 0: each edge of a GraphQL connection has its own. [`after`](crate::op::Query::after)
    /// goes on behind that item, [`before`](crate::op::Query::before) in front of it.
    ///
    /// It is made from the item as it stands in the page, and no request is sent. Behind the last item it goes on as
    /// [`cursor`](Self::cursor) does, but for reading again what the filter may have left out behind that item.
    ///
    /// Pages of a [`select`](crate::op::Query::select) hold parts of items, and have `cursor` and `previous` alone.
    ///
    /// # Errors
    /// [`Invalid`](ErrorKind::Invalid) if the page has no such item, [`Encode`](ErrorKind::Encode) if the item has no stored form.
    ///
    /// ```
    /// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
    /// # use dynamo_model::Model;
    /// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
    /// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String }
    /// let page = Order::query("c-17").limit(20).send(&client).await?;
    /// for (n, order) in page.iter().enumerate() {
    ///     println!("{}, cursor {}", order.id, page.cursor_at(n)?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn cursor_at(&self, index: usize) -> Result<Cursor> {
        if !self.origin.whole {
            return Err(Error::invalid(
                "the items of this page are parts of what is stored, without their keys; read whole items to make a cursor of each",
            ));
        }
        let item = self.items.get(index).ok_or_else(|| {
            Error::invalid(format!(
                "the page has {} items, counted from 0: there is none at {index}",
                self.items.len()
            ))
        })?;
        let mut stored = stored_form(item)?;
        let key = self.origin.keys.iter().map(|name| {
            stored.remove_entry(*name).ok_or_else(|| {
                let message =
                    "this item lacks a key attribute, and has no place in the order of the query";
                Error::new(ErrorKind::Cursor, message).at(*name)
            })
        });
        Cursor::at(self.origin.fingerprint, key.collect::<Result<_>>()?)
    }
}
