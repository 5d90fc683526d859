//! The direct path: items decoded straight from the bytes of an answer.
//!
//! The request goes through the SDK's whole pipeline: identity, endpoint, signing, retries, errors. Only for a
//! successful answer the operation's response deserializer is replaced. It decodes the items from the bytes into
//! structs and hands the small rest (counts, the key to go on from, the capacity) to the SDK's own deserializer,
//! which makes the output from it.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, Error as OperationError, Output,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SharedResponseDeserializer};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer};

use crate::error::{ErrorKind, Result};

/// What decodes the body of an answer: to the items, and the rest of the body for the SDK.
pub(crate) type DecodeBody<T> = Arc<dyn Fn(&[u8]) -> Result<(T, Vec<u8>)> + Send + Sync>;

/// The SDK's own deserializer of an operation, or `None` if this SDK does not have it where it used to be. Then the direct
/// path is not taken.
pub(crate) fn original(operation: &impl RuntimePlugin) -> Option<FrozenLayer> {
    operation
        .config()
        .filter(|layer| layer.load::<SharedResponseDeserializer>().is_some())
}

/// An interceptor that takes the direct path for one request.
pub(crate) struct Direct<T> {
    decode: DecodeBody<T>,
    original: FrozenLayer,
    decoded: Arc<Mutex<Option<Result<T>>>>,
}

impl<T: Send + 'static> Direct<T> {
    pub(crate) fn new(original: FrozenLayer, decode: DecodeBody<T>) -> Self {
        Self {
            decode,
            original,
            decoded: Arc::default(),
        }
    }

    /// What was decoded. `None` if the direct path was not taken to its end: then the SDK's output holds all of the answer.
    pub(crate) fn take(&self) -> Option<Result<T>> {
        self.decoded
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    fn put(&self, decoded: Result<T>) {
        *self.decoded.lock().unwrap_or_else(PoisonError::into_inner) = Some(decoded);
    }

    /// What is left of the answer for the SDK; `None` if all of it is.
    fn rest(&self, response: &HttpResponse) -> Option<HttpResponse> {
        if !response.status().is_success() {
            return None;
        }
        let rest = match (self.decode)(response.body().bytes()?) {
            Ok((decoded, rest)) => {
                self.put(Ok(decoded));
                rest
            }
            // Bytes that are not understood are the SDK's to judge: its error is the one that retries know.
            Err(error) if error.kind() == ErrorKind::Response => return None,
            Err(error) => {
                self.put(Err(error));
                b"{}".to_vec()
            }
        };
        let mut small = HttpResponse::new(response.status(), SdkBody::from(rest));
        *small.headers_mut() = response.headers().clone();
        Some(small)
    }
}

impl<T> Clone for Direct<T> {
    fn clone(&self) -> Self {
        Self {
            decode: Arc::clone(&self.decode),
            original: self.original.clone(),
            decoded: Arc::clone(&self.decoded),
        }
    }
}

impl<T> fmt::Debug for Direct<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Direct")
    }
}

impl<T: Send + 'static> DeserializeResponse for Direct<T> {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        cfg: &ConfigBag,
    ) -> Result<Output, OrchestratorError<OperationError>> {
        let Some(original) = self.original.load::<SharedResponseDeserializer>() else {
            return Err(OrchestratorError::other(
                "the SDK's response deserializer is not there",
            ));
        };
        match self.rest(response) {
            Some(rest) => original.deserialize_nonstreaming_with_config(&rest, cfg),
            None => original.deserialize_nonstreaming_with_config(response, cfg),
        }
    }
}

#[dyn_dispatch_hint]
impl<T: Send + 'static> Intercept for Direct<T> {
    fn name(&self) -> &'static str {
        "DynamoModelDirectPath"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // What an interceptor stores wins over what the operation has stored.
        cfg.interceptor_state()
            .store_put(SharedResponseDeserializer::new(self.clone()));
        Ok(())
    }
}
