//! Whether a write may have been carried out without anybody having said so.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use crate::error::Error;

/// How many attempts of a request were sent, and have had no answer that tells what became of them. `E` is the SDK's error of the
/// operation.
///
/// The SDK tries again by itself, and gives back the last error alone: what was throttled in the end may have been written by a first
/// attempt whose answer was lost. So each attempt is looked at; and a request that is dropped is still known to have been sent.
pub(crate) struct Doubt<E> {
    attempts: Arc<AtomicUsize>,
    /// Whether this error of DynamoDB's says that nothing was written.
    tells: fn(&E) -> bool,
}

impl<E: ProvideErrorMetadata> Doubt<E> {
    /// Of a write that is done or not done: every error of DynamoDB's that has a code says that it is not.
    pub(crate) fn of_one() -> Self {
        Self::new(|error| error.code().is_some())
    }
}

impl<E> Doubt<E> {
    /// Of errors that have to be told apart.
    pub(crate) fn new(tells: fn(&E) -> bool) -> Self {
        Self {
            attempts: Arc::default(),
            tells,
        }
    }

    pub(crate) fn is_there(&self) -> bool {
        self.attempts.load(Ordering::Relaxed) > 0
    }

    /// The error of the request, which says whether it may have been carried out in spite of it.
    pub(crate) fn about(&self, error: Error) -> Error {
        error.doubted(self.is_there())
    }
}

impl<E: StdError + Send + Sync + 'static> Doubt<E> {
    /// Whether this is an answer of DynamoDB's that says what was written.
    fn is_told(&self, context: &FinalizerInterceptorContextRef<'_>) -> bool {
        let refused = context
            .response()
            .is_some_and(|response| response.status().is_client_error());
        match context.output_or_error() {
            Some(Ok(_)) => true,
            Some(Err(error)) if refused => error
                .as_operation_error()
                .and_then(|error| error.downcast_ref::<E>())
                .is_some_and(self.tells),
            _ => false,
        }
    }
}

impl<E> Clone for Doubt<E> {
    fn clone(&self) -> Self {
        Self {
            attempts: Arc::clone(&self.attempts),
            tells: self.tells,
        }
    }
}

impl<E> fmt::Debug for Doubt<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Doubt").field(&self.is_there()).finish()
    }
}

#[dyn_dispatch_hint]
impl<E: StdError + Send + Sync + 'static> Intercept for Doubt<E> {
    fn name(&self) -> &'static str {
        "DynamoModelDoubt"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.attempts.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if self.is_told(context) {
            self.attempts.fetch_sub(1, Ordering::Relaxed);
        }
        Ok(())
    }
}
