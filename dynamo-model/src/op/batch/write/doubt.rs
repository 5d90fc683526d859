//! Whether a request may have written something, and has not said so.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::operation::batch_write_item::BatchWriteItemError;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

/// How many attempts of a request were sent, and have had no answer that tells what became of them.
///
/// The SDK tries again by itself, and gives back the last error alone: what was throttled in the end may have been written by a first
/// attempt whose answer was lost. So each attempt is looked at; and a request that is dropped is still known to have been sent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Doubt(Arc<AtomicUsize>);

impl Doubt {
    pub(crate) fn is_there(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }
}

/// Whether this is an answer of DynamoDB's that says what was written: all that it does not hand back, or nothing.
fn tells(context: &FinalizerInterceptorContextRef<'_>) -> bool {
    let refused = context
        .response()
        .is_some_and(|response| response.status().is_client_error());
    match context.output_or_error() {
        Some(Ok(_)) => true,
        Some(Err(error)) if refused => error
            .as_operation_error()
            .and_then(|error| error.downcast_ref::<BatchWriteItemError>())
            // It is about one item, and nothing is promised of the others.
            .filter(|error| !error.is_item_collection_size_limit_exceeded_exception())
            .is_some_and(|error| error.code().is_some()),
        _ => false,
    }
}

#[dyn_dispatch_hint]
impl Intercept for Doubt {
    fn name(&self) -> &'static str {
        "DynamoModelDoubt"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if tells(context) {
            self.0.fetch_sub(1, Ordering::Relaxed);
        }
        Ok(())
    }
}
