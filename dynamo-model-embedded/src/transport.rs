//! The SDK's HTTP seam: a request comes in where it would leave for the network, and is answered here.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use aws_sdk_dynamodb::config::{AsyncSleep, HttpClient, RuntimeComponents, SharedAsyncSleep};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http_body::{Body, Frame};

use crate::answer::Answer;
use crate::engine::Engine;
use crate::fault;

/// The SDK's HTTP client, which has an engine where others have a pool of connections.
#[derive(Debug)]
pub(crate) struct Transport {
    pub(crate) engine: Arc<Engine>,
}

impl HttpClient for Transport {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Connector {
            engine: Arc::clone(&self.engine),
            read_timeout: settings.read_timeout(),
            sleep: components.sleep_impl(),
        })
    }
}

/// The client as one call configures it.
#[derive(Debug)]
struct Connector {
    engine: Arc<Engine>,
    read_timeout: Option<Duration>,
    sleep: Option<SharedAsyncSleep>,
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (outcome, delay) = self.engine.serve(&request);
        if delay.is_zero() {
            return HttpConnectorFuture::ready(outcome.and_then(into_response));
        }
        let (sleep, read_timeout) = (self.sleep.clone(), self.read_timeout);
        HttpConnectorFuture::new(async move {
            read_to_end(request.into_body()).await;
            wait(sleep, delay, read_timeout).await?;
            outcome.and_then(into_response)
        })
    }
}

/// Reads a request's body as sending it would. The SDK takes one that nobody reads for a stalled upload, and gives up
/// on it after some seconds.
async fn read_to_end(mut body: SdkBody) {
    while let Some(Ok(_)) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {}
}

/// Waits as the client waits, and gives up when it would.
async fn wait(
    sleep: Option<SharedAsyncSleep>,
    delay: Duration,
    read_timeout: Option<Duration>,
) -> Result<(), ConnectorError> {
    let Some(sleep) = sleep else {
        return Err(ConnectorError::user(
            "a slow answer needs a client with a `sleep_impl`: enable the SDK's `rt-tokio`".into(),
        ));
    };
    match read_timeout {
        Some(patience) if patience < delay => {
            sleep.sleep(patience).await;
            Err(fault::timed_out())
        }
        _ => {
            sleep.sleep(delay).await;
            Ok(())
        }
    }
}

/// The operation that a request names, with or without the streams service's prefix.
///
/// Anything else, a request of another service's client included, has no operation here.
pub(crate) fn operation_of(request: &HttpRequest) -> &str {
    let target = request.headers().get("x-amz-target").unwrap_or_default();
    target
        .strip_prefix("DynamoDB_20120810.")
        .or_else(|| target.strip_prefix("DynamoDBStreams_20120810."))
        .unwrap_or_default()
}

fn into_response(answer: Answer) -> Result<HttpResponse, ConnectorError> {
    let status =
        StatusCode::try_from(answer.status).map_err(|error| ConnectorError::user(error.into()))?;
    let body = if answer.broken {
        SdkBody::from_body_1_x(BrokenBody(Some(answer.body.into())))
    } else {
        SdkBody::from(answer.body)
    };
    let mut response = HttpResponse::new(status, body);
    let headers = response.headers_mut();
    headers.insert("content-type", answer.content_type);
    // Present in every answer of the service, and in what the SDK prints of an error.
    headers.insert("x-amzn-requestid", "EMBEDDED");
    Ok(response)
}

/// A body of a connection that breaks: what came before, and then an error.
struct BrokenBody(Option<Bytes>);

impl Body for BrokenBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let frame = match self.0.take() {
            Some(received) => Ok(Frame::data(received)),
            None => Err(io::ErrorKind::UnexpectedEof.into()),
        };
        Poll::Ready(Some(frame))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_client_that_cannot_sleep_is_told_so() {
        let error = wait(None, Duration::from_secs(1), None).await.unwrap_err();
        assert!(error.is_user());
    }
}
