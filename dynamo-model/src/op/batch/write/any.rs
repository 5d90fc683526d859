//! A write of any type.

use crate::error::Result;
use crate::op::write::{IntoBatchWrite, Part};

/// A put or a delete of any model: for lists and streams whose writes are not all of one type.
///
/// ```
/// use dynamo_model::{Model, op::{AnyWrite, BatchWrite}};
/// use futures_util::stream;
///
/// # #[derive(Clone, Model)] #[dynamo(table = "users")]
/// # struct User { #[dynamo(partition_key)] id: String }
/// enum Change {
///     Joined(User),
///     Left(String),
/// }
///
/// # async fn example(client: dynamo_model::Client, changes: Vec<Change>) -> dynamo_model::Result<()> {
/// let mut writes = stream::iter(changes.iter().map(|change| match change {
///     Change::Joined(user) => AnyWrite::new(User::put(user)),
///     Change::Left(id) => AnyWrite::new(User::delete(id)),
/// }));
/// BatchWrite::load(&mut writes).send(&client).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a write does nothing until it is sent in a batch"]
pub struct AnyWrite(Result<Part>);

impl AnyWrite {
    /// This write, of whatever type it is.
    pub fn new(write: impl IntoBatchWrite) -> Self {
        Self(write.into_batch_part())
    }
}

impl IntoBatchWrite for AnyWrite {
    fn into_batch_part(self) -> Result<Part> {
        self.0
    }
}
