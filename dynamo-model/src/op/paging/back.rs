//! Reading a partition backward: the page before a page, and the last one.

use crate::op::{Cursor, Query};
use crate::schema::{Index, Schema};

impl<M: Schema + 'static, T: Send + 'static, I: Index<M> + 'static> Query<M, T, I> {
    /// Reads what is in front of a cursor: with a [`limit`](Self::limit) so many items that are nearest to it. They come in the order of the query,
    /// as those of every page. `None` changes nothing.
    ///
    /// The page before a page is read with its [`previous`](crate::op::Page::previous). It has both cursors, too: `previous` leads further
    /// back, and `cursor` forward again.
    ///
    /// ```
    /// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
    /// # use dynamo_model::Model;
    /// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
    /// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String }
    /// let orders = Order::query("c-17").limit(20);
    /// let first = orders.clone().send(&client).await?;
    /// if let Some(cursor) = first.cursor {
    ///     let second = orders.clone().after(cursor).send(&client).await?;
    ///     if let Some(previous) = second.previous {
    ///         let first_again = orders.before(previous).send(&client).await?;
    ///         assert_eq!(first_again.len(), 20);
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// DynamoDB is asked in the reverse order, and it costs what reading forward costs. So [`pages`](Self::pages) brings the nearest page
    /// first, each in the order of the query, [`all`](Self::all) brings everything in that order, and [`stream`](Self::stream) is refused: it would turn it
    /// round. Together with [`after`](Self::after) it is refused as well. Refused is [`Invalid`](crate::ErrorKind::Invalid), and a cursor of another
    /// query is [`Cursor`](crate::ErrorKind::Cursor), when the query is sent.
    pub fn before(mut self, cursor: impl Into<Option<Cursor>>) -> Self {
        self.options.before = cursor.into();
        self
    }

    /// Begins at the end, and reads backward: with a [`limit`](Self::limit) the last so many items, in the order of the query.
    ///
    /// It is [`before`](Self::before) with a cursor behind all items; with another cursor, it is as if it were not said.
    ///
    /// ```
    /// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
    /// # use dynamo_model::Model;
    /// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
    /// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String }
    /// let last_page = Order::query("c-17").limit(20).from_end().send(&client).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_end(mut self) -> Self {
        self.options.from_end = true;
        self
    }
}
