//! A DynamoDB that always gives the same answer, from memory, in place of the network.
//!
//! All of the SDK's pipeline runs: endpoint, signing, retries, stalled-stream protection, and both halves of the codec.

use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_dynamodb::config::{
    BehaviorVersion, Credentials, HttpClient, Region, RuntimeComponents,
};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;

/// The bodies of the requests that were sent.
#[derive(Debug, Clone, Default)]
pub struct Sent(Arc<Mutex<Vec<Vec<u8>>>>);

impl Sent {
    /// The body of the last one.
    pub fn last(&self) -> Option<Vec<u8>> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .last()
            .cloned()
    }

    fn push(&self, body: Vec<u8>) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(body);
    }
}

/// A client that gets this answer to everything.
pub fn client(answer: impl Into<Bytes>) -> aws_sdk_dynamodb::Client {
    with(Canned {
        answer: answer.into(),
        sent: None,
    })
}

/// The same, and the requests are kept.
pub fn recording_client(answer: impl Into<Bytes>) -> (aws_sdk_dynamodb::Client, Sent) {
    let sent = Sent::default();
    let client = with(Canned {
        answer: answer.into(),
        sent: Some(sent.clone()),
    });
    (client, sent)
}

fn with(http: Canned) -> aws_sdk_dynamodb::Client {
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("us-east-1"))
        .credentials_provider(Credentials::new("id", "secret", None, None, "benches"))
        .http_client(http)
        .build();
    aws_sdk_dynamodb::Client::from_conf(config)
}

#[derive(Debug, Clone)]
struct Canned {
    answer: Bytes,
    sent: Option<Sent>,
}

impl HttpClient for Canned {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Canned {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        if let Some(sent) = &self.sent {
            sent.push(request.body().bytes().unwrap_or_default().to_vec());
        }
        let mut response = HttpResponse::new(
            StatusCode::try_from(200).expect("it is a status"),
            SdkBody::from(self.answer.clone()),
        );
        let headers = response.headers_mut();
        headers.insert("content-type", "application/x-amz-json-1.0");
        headers.insert("x-amzn-requestid", "CANNED0123456789CANNED0123456789");
        headers.insert("x-amz-crc32", "2745614147");
        HttpConnectorFuture::ready(Ok(response))
    }
}
