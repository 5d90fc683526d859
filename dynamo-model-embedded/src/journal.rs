//! What arrived: how often each operation was called, and, on request, with which bodies.

use std::collections::{HashMap, VecDeque};

/// How many requests a recording keeps; older ones make room.
pub(crate) const RECORDED_AT_MOST: usize = 1_000;

/// A request as it arrived.
///
/// Kept after [`Embedded::record`](crate::Embedded::record), read with [`Embedded::requests`](crate::Embedded::requests).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    operation: String,
    body: String,
}

impl Request {
    /// The operation's name, as in `PutItem`.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// The body as it was sent: DynamoDB's JSON, byte for byte.
    ///
    /// The SDK writes JSON objects in no fixed order, so compare [`json`](Self::json), not this text.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The body, parsed.
    ///
    /// # Errors
    ///
    /// When the body is not JSON. The SDK never sends such a body; an interceptor that rewrites requests can.
    pub fn json(&self) -> serde_json::Result<serde_json::Value> {
        serde_json::from_str(&self.body)
    }
}

/// The counters, and the recording if there is one.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    calls: HashMap<String, usize>,
    recording: Option<VecDeque<Request>>,
}

impl Journal {
    pub(crate) fn enter(&mut self, operation: &str, body: &[u8]) {
        match self.calls.get_mut(operation) {
            Some(count) => *count = count.saturating_add(1),
            None => {
                self.calls.insert(operation.to_owned(), 1);
            }
        }
        if let Some(requests) = &mut self.recording {
            if requests.len() >= RECORDED_AT_MOST {
                requests.pop_front();
            }
            requests.push_back(Request {
                operation: operation.to_owned(),
                body: String::from_utf8_lossy(body).into_owned(),
            });
        }
    }

    pub(crate) fn calls(&self, operation: &str) -> usize {
        self.calls.get(operation).copied().unwrap_or(0)
    }

    pub(crate) fn record(&mut self) {
        self.recording = Some(VecDeque::new());
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.recording.iter().flatten().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_keeps_the_latest() {
        let mut journal = Journal::default();
        journal.enter("PutItem", b"before the recording");
        journal.record();
        for n in 0..RECORDED_AT_MOST + 2 {
            journal.enter("PutItem", n.to_string().as_bytes());
        }
        let requests = journal.requests();
        assert_eq!(requests.len(), RECORDED_AT_MOST);
        assert_eq!(requests[0].body(), "2");
        assert_eq!(journal.calls("PutItem"), RECORDED_AT_MOST + 3);

        journal.record();
        assert_eq!(journal.requests(), []);
    }

    #[test]
    fn a_body_that_is_not_json_says_so() {
        let mut journal = Journal::default();
        journal.record();
        journal.enter("PutItem", b"{");
        assert!(journal.requests()[0].json().is_err());
    }
}
