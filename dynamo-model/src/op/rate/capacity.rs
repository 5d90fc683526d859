//! What the requests and answers of each operation say of capacity.

use aws_sdk_dynamodb::operation::batch_get_item::{BatchGetItemInput, BatchGetItemOutput};
use aws_sdk_dynamodb::operation::batch_write_item::{BatchWriteItemInput, BatchWriteItemOutput};
use aws_sdk_dynamodb::operation::delete_item::{DeleteItemInput, DeleteItemOutput};
use aws_sdk_dynamodb::operation::get_item::{GetItemInput, GetItemOutput};
use aws_sdk_dynamodb::operation::put_item::{PutItemInput, PutItemOutput};
use aws_sdk_dynamodb::operation::query::{QueryInput, QueryOutput};
use aws_sdk_dynamodb::operation::scan::{ScanInput, ScanOutput};
use aws_sdk_dynamodb::operation::transact_get_items::{
    TransactGetItemsInput, TransactGetItemsOutput,
};
use aws_sdk_dynamodb::operation::transact_write_items::{
    TransactWriteItemsInput, TransactWriteItemsOutput,
};
use aws_sdk_dynamodb::operation::update_item::{UpdateItemInput, UpdateItemOutput};
use aws_sdk_dynamodb::types::{ConsumedCapacity, ReturnConsumedCapacity};
use aws_smithy_runtime_api::client::interceptors::context::{Input, Output};

use super::Side;

/// Asks for what a request consumes. The side that it is of; `None` for one that reads and writes no items.
pub(super) fn ask(input: &mut Input) -> Option<Side> {
    macro_rules! ask {
        ($($side:ident: $($input:ident),*;)*) => {$($(
            if let Some(input) = input.downcast_mut::<$input>() {
                input.return_consumed_capacity.get_or_insert(ReturnConsumedCapacity::Total);
                return Some(Side::$side);
            }
        )*)*};
    }
    ask! {
        Read: QueryInput, ScanInput, GetItemInput, BatchGetItemInput, TransactGetItemsInput;
        Write: BatchWriteItemInput, PutItemInput, UpdateItemInput, DeleteItemInput, TransactWriteItemsInput;
    }
    None
}

/// The side that an answer is of, and what it says that the request has consumed, if it says so.
pub(super) fn consumed(output: &Output) -> Option<(Side, Option<f64>)> {
    macro_rules! consumed {
        ($($side:ident: $($output:ident),*;)*) => {$($(
            if let Some(output) = output.downcast_ref::<$output>() {
                return Some((Side::$side, sum(&output.consumed_capacity)));
            }
        )*)*};
    }
    consumed! {
        Read: QueryOutput, ScanOutput, GetItemOutput, BatchGetItemOutput, TransactGetItemsOutput;
        Write: BatchWriteItemOutput, PutItemOutput, UpdateItemOutput, DeleteItemOutput, TransactWriteItemsOutput;
    }
    None
}

/// Of one table, or of several.
fn sum<'a, C>(consumed: &'a Option<C>) -> Option<f64>
where
    &'a C: IntoCapacities<'a>,
{
    let units = consumed.as_ref()?.capacities();
    units.iter().map(|capacity| capacity.capacity_units).sum()
}

trait IntoCapacities<'a> {
    fn capacities(self) -> &'a [ConsumedCapacity];
}

impl<'a> IntoCapacities<'a> for &'a ConsumedCapacity {
    fn capacities(self) -> &'a [ConsumedCapacity] {
        std::slice::from_ref(self)
    }
}

impl<'a> IntoCapacities<'a> for &'a Vec<ConsumedCapacity> {
    fn capacities(self) -> &'a [ConsumedCapacity] {
        self
    }
}
