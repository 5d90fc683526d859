//! What a batch or a transaction has written.

use std::any::TypeId;
use std::fmt;
use std::sync::Arc;

use super::{Step, StepAction};
use crate::error::Result;
use crate::op::Model;
use crate::value::Decode;
use crate::wire;

/// The items that a batch or a transaction has put, as they now stand: with their stamps, their ids and their versions.
///
/// What was updated or deleted is not among them: DynamoDB gives nothing back there.
#[derive(Clone, Default)]
pub struct Written {
    puts: Vec<(TypeId, Arc<Vec<u8>>)>,
}

impl Written {
    pub(crate) fn of<'a>(steps: impl IntoIterator<Item = &'a Step>) -> Self {
        let puts = steps.into_iter().filter_map(|step| match &step.action {
            StepAction::Put { json, .. } => Some((step.model, Arc::clone(json))),
            _ => None,
        });
        Self {
            puts: puts.collect(),
        }
    }

    /// The items of this model that were put, in the order in which they were given. Hooks are not run on them.
    ///
    /// ```
    /// # use dynamo_model::{Model, op::TransactWrite};
    /// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
    /// # struct Order { #[dynamo(partition_key)] id: String, #[dynamo(version)] version: u64 }
    /// # async fn example(client: dynamo_model::Client, order: Order) -> dynamo_model::Result<()> {
    /// let written = TransactWrite::new().with(Order::put(&order)).send(&client).await?;
    /// let order = written.items::<Order>()?.remove(0); // its version is one more
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Decode`](crate::ErrorKind::Decode) if an item can't be read back as it was written. It has been written.
    pub fn items<M: Model>(&self) -> Result<Vec<M>> {
        let of_model = |(model, _): &&(TypeId, _)| *model == TypeId::of::<M>();
        let puts = self.puts.iter().filter(of_model);
        puts.map(|(_, json)| wire::read_item(json, <M as Decode>::decode))
            .collect()
    }
}

impl fmt::Debug for Written {
    /// Items are not shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Written")
            .field("puts", &self.puts.len())
            .finish_non_exhaustive()
    }
}
