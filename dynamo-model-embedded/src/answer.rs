//! An answer, before it becomes an HTTP response.

use std::fmt;

use serde_json::json;

/// What DynamoDB's JSON protocol calls its media type.
const JSON: &str = "application/x-amz-json-1.0";
/// What most error codes are prefixed with. SDKs read what follows the `#`.
const NAMESPACE: &str = "com.amazonaws.dynamodb.v20120810#";

/// Status, media type and body of one answer.
#[derive(Clone, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    pub(crate) body: Vec<u8>,
    /// Whether the connection breaks at the end of this body, rather than the body being all there is.
    pub(crate) broken: bool,
}

impl Answer {
    /// Any body, announced as DynamoDB announces its own.
    pub(crate) fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            content_type: JSON,
            body: body.into(),
            broken: false,
        }
    }

    /// A page such as a load balancer answers with.
    pub(crate) fn html(status: u16, page: &str) -> Self {
        Self {
            status,
            content_type: "text/html",
            body: page.into(),
            broken: false,
        }
    }

    /// An error in DynamoDB's envelope. A code that holds a `#` is taken as it is.
    pub(crate) fn error(status: u16, code: &str, message: &str) -> Self {
        let body = json!({ "__type": qualified(code), "message": message });
        Self::json(status, body.to_string())
    }

    /// What DynamoDB answers to an operation that it does not have: a code and no message.
    pub(crate) fn unknown_operation() -> Self {
        Self::json(
            400,
            r#"{"__type":"com.amazon.coral.service#UnknownOperationException"}"#,
        )
    }

    /// The first half of the body.
    pub(crate) fn cut(mut self) -> Self {
        self.body.truncate(self.body.len() / 2);
        self
    }

    /// The first half of the body, and then no more of it.
    pub(crate) fn broken_off(self) -> Self {
        let mut half = self.cut();
        half.broken = true;
        half
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// By hand, so that a script prints as text and not as bytes.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status, String::from_utf8_lossy(&self.body))
    }
}

/// An error code with the namespace that DynamoDB writes before it.
pub(crate) fn qualified(code: &str) -> String {
    if code.contains('#') {
        code.to_owned()
    } else {
        format!("{NAMESPACE}{code}")
    }
}
