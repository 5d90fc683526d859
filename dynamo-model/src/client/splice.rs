//! The direct path of a write: an item put as bytes into the request.
//!
//! The SDK serializes its input without the item. Before the first attempt the item is put into the body, so that
//! everything behind that sees the whole of it: the signature, the retries, and the network.

use std::fmt;
use std::sync::Arc;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;

const CONTENT_LENGTH: &str = "content-length";

/// An interceptor that gives one member more to the JSON of a request.
pub(crate) struct Splice {
    member: &'static str,
    json: Arc<[u8]>,
}

impl Splice {
    /// `json` is the value of the member.
    pub(crate) fn new(member: &'static str, json: Arc<[u8]>) -> Self {
        Self { member, json }
    }

    /// The body with the member in it; `None` if the body is not an object whose bytes are at hand.
    fn whole(&self, body: &SdkBody) -> Option<Vec<u8>> {
        let others = body.bytes()?.strip_prefix(b"{")?;
        let mut whole = Vec::with_capacity(others.len() + self.json.len() + self.member.len() + 5);
        whole.extend_from_slice(b"{\"");
        whole.extend_from_slice(self.member.as_bytes());
        whole.extend_from_slice(b"\":");
        whole.extend_from_slice(&self.json);
        if others != b"}" {
            whole.push(b',');
        }
        whole.extend_from_slice(others);
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
