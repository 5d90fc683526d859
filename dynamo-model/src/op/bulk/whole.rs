//! Copying a whole table as it is.

use std::any::TypeId;
use std::sync::Arc;

use super::BulkCopy;
use super::copy::Target;
use crate::client::Table;
use crate::error::Result;
use crate::expr::Test;
use crate::lifecycle::ExpectedVersion;
use crate::op::unique::Claims;
use crate::op::write::{Expect, Part, Step, StepAction, Terms};
use crate::op::{Attributes, ParallelScan};
use crate::schema::{Primary, Schema};
use crate::value::Item;
use crate::wire;

impl<M: Schema + 'static, T: Send + 'static> ParallelScan<M, T, Primary> {
    /// Copies every item of the table as it is stored, whatever its model: those of other models, the guards of unique attributes and
    /// what has expired included, unless a filter leaves them out. No rules, no stamps, no hooks: the model says no more than which table it
    /// is, and what its key is called.
    ///
    /// The target has to have the same key: a table of another name, by [`into_table`](BulkCopy::into_table), or that of another client,
    /// by [`to`](BulkCopy::to). All else is as [`BulkCopy`] says.
    ///
    /// ```
    /// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
    /// # use dynamo_model::Model;
    /// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
    /// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String }
    /// Order::scan().segments(8).copy_as_is().into_table("orders-2024-06-01").send(&client).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn copy_as_is(self) -> BulkCopy<Attributes> {
        let found = self.of_attributes([]).of_everything();
        let target = Target {
            schema: M::SCHEMA,
            table: Table::default(),
            is_other: true,
        };
        BulkCopy::of(found, target, |item, table| {
            put_as_is::<M>(item, table).map(|step| Some(Part::new(step)))
        })
    }
}

fn put_as_is<M: Schema + 'static>(item: Attributes, table: &str) -> Result<Step> {
    let names = M::SCHEMA.key_names();
    let key = names.filter_map(|name| Some((name.to_owned(), item.get(name)?.clone())));
    Ok(Step {
        model: TypeId::of::<M>(),
        table: table.to_owned(),
        key: key.collect(),
        action: StepAction::Put {
            json: Arc::new(wire::write_item(&Item::try_from(item)?)?),
            over_any: None,
        },
        terms: Terms {
            schema: M::SCHEMA,
            expect: Expect::Anything,
            version: ExpectedVersion::default(),
            condition: Test::EMPTY,
            guards: Vec::new(),
            counts: false,
        },
        claims: Claims::default(),
    })
}
