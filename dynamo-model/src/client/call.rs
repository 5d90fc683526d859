//! The one function that talks to AWS.

use std::error::Error as StdError;
use std::future::Future;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use futures_util::FutureExt;
use tracing::Instrument;

use super::failure;
use crate::error::Result;

/// Sends one request, in a span of its own, and turns the SDK's error into ours.
///
/// The span has the names that OpenTelemetry gives to database calls. No value of an item is in it.
///
/// It is no `async fn`: that would keep the request twice, and it is six kilobytes.
pub(crate) fn call<O, E, F>(
    operation: &'static str,
    table: &str,
    request: F,
) -> impl Future<Output = Result<O>>
where
    F: Future<Output = std::result::Result<O, SdkError<E, HttpResponse>>>,
    E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
{
    let span = tracing::debug_span!(
        "dynamodb",
        otel.kind = "client",
        db.system.name = "aws.dynamodb",
        db.operation.name = operation,
        db.collection.name = table,
        error.r#type = tracing::field::Empty,
    );
    request.instrument(span.clone()).map(move |sent| {
        sent.map_err(|error| {
            let error = failure(operation, table, error);
            span.record("error.type", error.kind().as_str());
            error
        })
    })
}
