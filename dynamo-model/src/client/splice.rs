//! The direct path of a write: an item put as bytes into the request.
//!
//! The SDK serializes its input without the items. Before the first attempt they are put into the body, so that
//! everything behind that sees the whole of it: the signature, the retries, and the network.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;

use crate::wire;

const CONTENT_LENGTH: &str = "content-length";

/// An interceptor that gives a member to the JSON of a request.
pub(crate) struct Splice {
    member: &'static str,
    json: Arc<Vec<u8>>,
    /// Whether the member is there already, with something else in it.
    replaces: bool,
}

impl Splice {
    /// `json` is the value of the member.
    pub(crate) fn new(member: &'static str, json: Arc<Vec<u8>>) -> Self {
        Self {
            member,
            json,
            replaces: false,
        }
    }

    /// The same for a member that the SDK writes, too: with what it needs itself, and no items.
    pub(crate) fn in_place_of(member: &'static str, json: Arc<Vec<u8>>) -> Self {
        Self {
            replaces: true,
            ..Self::new(member, json)
        }
    }

    /// The body with the member in it; `None` if the body is not an object whose bytes are at hand.
    fn whole(&self, body: &SdkBody) -> Option<Vec<u8>> {
        let mut body = Cow::Borrowed(body.bytes()?);
        if self.replaces {
            body = Cow::Owned(wire::without(&body, self.member).ok()?);
        }
        let others = body.strip_suffix(b"}")?;
        if !others.starts_with(b"{") {
            return None;
        }
        let mut whole = Vec::with_capacity(others.len() + self.json.len() + self.member.len() + 5);
        whole.extend_from_slice(others);
        if others != b"{" {
            whole.push(b',');
        }
        whole.push(b'"');
        whole.extend_from_slice(self.member.as_bytes());
        whole.extend_from_slice(b"\":");
        whole.extend_from_slice(&self.json);
        whole.push(b'}');
        Some(whole)
    }

    fn put_into(&self, request: &mut HttpRequest) -> Result<(), BoxError> {
        let Some(whole) = self.whole(request.body()) else {
            return Err(
                "the SDK's request is not the JSON that it used to be: turn the direct path off"
                    .into(),
            );
        };
        if request.headers().contains_key(CONTENT_LENGTH) {
            let length = whole.len().to_string();
            request.headers_mut().insert(CONTENT_LENGTH, length);
        }
        *request.body_mut() = SdkBody::from(whole);
        Ok(())
    }
}

/// The value is an item, and items are not shown.
impl fmt::Debug for Splice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Splice").field(&self.member).finish()
    }
}

#[dyn_dispatch_hint]
impl Intercept for Splice {
    fn name(&self) -> &'static str {
        "DynamoModelDirectWrite"
    }

    /// Once for all attempts: what a retry sends again is what stands here.
    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.put_into(context.request_mut())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::time::{Duration, UNIX_EPOCH};

    use aws_sdk_dynamodb::Client;
    use aws_sdk_dynamodb::config::retry::RetryConfig;
    use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
    use aws_sdk_dynamodb::types::AttributeValue;
    use aws_smithy_async::time::StaticTimeSource;
    use aws_smithy_runtime_api::client::http::{
        HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
    };
    use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

    use super::*;

    /// A network that keeps the requests, and throttles the first few.
    #[derive(Debug, Clone, Default)]
    struct Network {
        requests: Arc<Mutex<Vec<HttpRequest>>>,
        throttled: usize,
    }

    impl HttpConnector for Network {
        fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
            let mut requests = self.requests.lock().unwrap();
            requests.push(request);
            let (status, body) = if requests.len() > self.throttled {
                (200_u16, "{}")
            } else {
                (400, r#"{"__type":"ThrottlingException"}"#)
            };
            let response = HttpResponse::new(status.try_into().unwrap(), body.into());
            HttpConnectorFuture::ready(Ok(response))
        }
    }

    impl HttpClient for Network {
        fn http_connector(
            &self,
            _: &HttpConnectorSettings,
            _: &RuntimeComponents,
        ) -> SharedHttpConnector {
            SharedHttpConnector::new(self.clone())
        }
    }

    impl Network {
        fn client(&self) -> Client {
            let at_once = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
            let config = aws_sdk_dynamodb::Config::builder()
                .behavior_version(BehaviorVersion::latest())
                .region(Region::from_static("us-east-1"))
                .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
                .time_source(StaticTimeSource::new(
                    UNIX_EPOCH + Duration::from_secs(1_700_000_000),
                ))
                .retry_config(at_once)
                .http_client(self.clone());
            Client::from_conf(config.build())
        }

        /// Of every request: the body, the length that was announced, and the signature.
        fn seen(&self) -> Vec<(String, String, String)> {
            let header = |request: &HttpRequest, name| {
                let header = request.headers().get(name);
                header.expect("the header is there").to_owned()
            };
            self.requests
                .lock()
                .unwrap()
                .iter()
                .map(|request| {
                    let body = String::from_utf8(request.body().bytes().unwrap().to_vec());
                    (
                        body.unwrap(),
                        header(request, CONTENT_LENGTH),
                        header(request, "authorization"),
                    )
                })
                .collect()
        }
    }

    fn splice() -> Splice {
        Splice::new("Item", Arc::new(r#"{"id":{"S":"é"}}"#.into()))
    }

    fn whole(body: &'static str) -> Option<String> {
        splice()
            .whole(&SdkBody::from(body))
            .map(|whole| String::from_utf8(whole).unwrap())
    }

    #[test]
    fn the_member_comes_behind_the_others() {
        assert_eq!(whole("{}").unwrap(), r#"{"Item":{"id":{"S":"é"}}}"#);
        assert_eq!(
            whole(r#"{"TableName":"t"}"#).unwrap(),
            r#"{"TableName":"t","Item":{"id":{"S":"é"}}}"#
        );
    }

    /// Wherever it stands, and however the SDK has written what is in it.
    #[test]
    fn a_member_is_replaced() {
        let splice = Splice::in_place_of("RequestItems", Arc::new(b"{\"t\":[1]}".into()));
        let whole = |body: &'static str| {
            let whole = splice.whole(&SdkBody::from(body));
            whole.map(|whole| String::from_utf8(whole).unwrap())
        };
        for (body, expected) in [
            (
                r#"{"RequestItems":{"t":[]}}"#,
                r#"{"RequestItems":{"t":[1]}}"#,
            ),
            (
                r#"{"RequestItems":{"t":[],"}":["]"]},"ReturnConsumedCapacity":"TOTAL"}"#,
                r#"{"ReturnConsumedCapacity":"TOTAL","RequestItems":{"t":[1]}}"#,
            ),
            ("{}", r#"{"RequestItems":{"t":[1]}}"#),
        ] {
            assert_eq!(whole(body).unwrap(), expected);
        }
        for body in ["", "[]", "null", "}", r#"{"RequestItems":{"t":[}"#] {
            assert_eq!(whole(body), None);
        }
    }

    #[test]
    fn what_is_no_object_is_left_alone() {
        for body in ["", "[]", "null", "}"] {
            assert_eq!(whole(body), None);
        }
    }

    /// A placeholder is put into the input of a batch, and every attempt sends the items in its place.
    #[tokio::test]
    async fn every_attempt_of_a_batch_sends_the_same() {
        let network = Network {
            throttled: 2,
            ..Network::default()
        };
        let json = Arc::new(r#"{"t":[{"PutRequest":{"Item":{"id":{"S":"é"}}}}]}"#.into());
        let batch = network.client().batch_write_item();
        let batch = batch.request_items("t", vec![]).customize();
        let splice = Splice::in_place_of("RequestItems", json);
        batch.interceptor(splice).send().await.unwrap();
        let item = AttributeValue::S("é".to_owned());
        let put = aws_sdk_dynamodb::types::PutRequest::builder().item("id", item);
        let put = put.build().unwrap();
        let write = aws_sdk_dynamodb::types::WriteRequest::builder().put_request(put);
        let batch = network.client().batch_write_item();
        let batch = batch.request_items("t", vec![write.build()]);
        batch.send().await.unwrap();
        let seen = network.seen();
        assert_eq!(seen.len(), 4);
        for attempt in &seen {
            // The signature, too.
            assert_eq!(attempt, &seen[3]);
        }
    }

    /// Byte for byte: the SDK writes these two members in this order.
    #[tokio::test]
    async fn the_request_is_the_one_that_the_sdk_makes() {
        let network = Network::default();
        let put = || network.client().put_item().table_name("t");
        let item = AttributeValue::S("é".to_owned());
        put().item("id", item).send().await.unwrap();
        let spliced = put().customize().interceptor(splice());
        spliced.send().await.unwrap();
        let [sdks, ours] = &network.seen()[..] else {
            panic!("two requests were sent");
        };
        assert_eq!(ours, sdks);
        assert_eq!(ours.1, ours.0.len().to_string());
    }

    #[tokio::test]
    async fn every_attempt_sends_the_same() {
        let network = Network {
            throttled: 2,
            ..Network::default()
        };
        let put = network.client().put_item().table_name("t");
        put.customize().interceptor(splice()).send().await.unwrap();
        let seen = network.seen();
        assert_eq!(seen.len(), 3);
        for (body, length, _) in &seen {
            assert_eq!(body, &seen[0].0);
            assert_eq!(length, &body.len().to_string());
        }
    }

    #[test]
    fn the_item_is_not_shown() {
        assert_eq!(format!("{:?}", splice()), r#"Splice("Item")"#);
    }
}
