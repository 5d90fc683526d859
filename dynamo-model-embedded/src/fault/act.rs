//! How a fault is acted out: an answer, or none.

use std::io;

use aws_smithy_runtime_api::client::result::ConnectorError;
use dynoxide::Database;
use serde_json::{Value, json};

use super::script::Meeting;
use super::{Action, CONFLICT, unprocessed};
use crate::answer::{Answer, qualified};
use crate::error::Misfit;
use crate::route;

/// What this call is answered with, given what it meets.
///
/// The request is applied here, before any delay: a client that stops waiting has its write done.
pub(crate) fn act(
    meeting: &Meeting,
    database: &Database,
    operation: &str,
    body: &[u8],
) -> Result<Answer, ConnectorError> {
    let apply = || route::answer(database, operation, body);
    let instead = |outcome| {
        if meeting.applied {
            apply();
        }
        outcome
    };
    match &meeting.action {
        Action::Pass => Ok(apply()),
        Action::Cut => Ok(apply().cut()),
        Action::BreakOff => Ok(apply().broken_off()),
        Action::Unprocessed(entries) => {
            unprocessed::answer(database, operation, body, *entries).map_err(misfit)
        }
        Action::Canceled(reasons) => {
            // Asked before anything is applied: a script that does not fit changes nothing.
            let answer = canceled(operation, body, reasons).map_err(misfit)?;
            instead(Ok(answer))
        }
        Action::Answer(answer) => instead(Ok(answer.clone())),
        Action::TimedOut => instead(Err(timed_out())),
        Action::Refused => instead(Err(
            io_error(io::ErrorKind::ConnectionRefused).never_connected()
        )),
        Action::Reset => instead(Err(io_error(io::ErrorKind::ConnectionReset))),
    }
}

/// What an HTTP client reports when no answer comes in time.
pub(crate) fn timed_out() -> ConnectorError {
    ConnectorError::timeout(io::Error::from(io::ErrorKind::TimedOut).into())
}

fn io_error(kind: io::ErrorKind) -> ConnectorError {
    ConnectorError::io(io::Error::from(kind).into())
}

/// The caller's mistake, and no transport's: the SDK does not retry it.
fn misfit(misfit: Misfit) -> ConnectorError {
    ConnectorError::user(misfit.into())
}

/// The answer to a cancelled transaction. It lists one reason for each item of the request.
fn canceled(operation: &str, body: &[u8], reasons: &[(usize, String)]) -> Result<Answer, Misfit> {
    let member = match operation {
        "TransactWriteItems" | "TransactGetItems" => "TransactItems",
        "ExecuteTransaction" => "TransactStatements",
        _ => return Err(Misfit(format!("{operation} is not a transaction"))),
    };
    let request = serde_json::from_slice::<Value>(body).unwrap_or_default();
    let items = request.get(member).and_then(Value::as_array);
    let mut codes = vec!["None"; items.map_or(0, Vec::len)];
    let count = codes.len();
    for (position, code) in reasons {
        *codes.get_mut(*position).ok_or_else(|| {
            Misfit(format!("no item {position} in this {operation} of {count}"))
        })? = code;
    }
    let listed = codes.join(", ");
    let body = json!({
        "__type": qualified("TransactionCanceledException"),
        "Message": format!(
            "Transaction cancelled, please refer cancellation reasons for specific reasons [{listed}]"
        ),
        "CancellationReasons": codes.into_iter().map(reason).collect::<Vec<_>>(),
    });
    Ok(Answer::json(400, body.to_string()))
}

fn reason(code: &str) -> Value {
    match code {
        "None" => json!({ "Code": code }),
        "TransactionConflict" => json!({ "Code": code, "Message": CONFLICT }),
        _ => json!({ "Code": code, "Message": "scripted" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cancellation_lists_one_reason_for_each_item() {
        let body = br#"{"TransactItems":[{},{},{}]}"#;
        let reasons = [(1, "TransactionConflict".to_owned())];
        let answer = canceled("TransactGetItems", body, &reasons).unwrap();
        let body: Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(
            body["CancellationReasons"],
            json!([
                { "Code": "None" },
                { "Code": "TransactionConflict", "Message": "Transaction is ongoing for the item" },
                { "Code": "None" },
            ])
        );
        assert_eq!(
            body["Message"],
            "Transaction cancelled, please refer cancellation reasons for specific reasons \
             [None, TransactionConflict, None]"
        );
    }

    #[test]
    fn a_cancellation_that_does_not_fit_is_refused() {
        let reasons = [(3, "TransactionConflict".to_owned())];
        let three = br#"{"TransactItems":[{},{},{}]}"#;
        let misfit = canceled("TransactWriteItems", three, &reasons).unwrap_err();
        assert_eq!(
            misfit.to_string(),
            "the scripted fault does not fit: no item 3 in this TransactWriteItems of 3"
        );
        assert!(canceled("TransactWriteItems", b"not JSON", &reasons).is_err());
        let misfit = canceled("PutItem", b"{}", &reasons).unwrap_err();
        assert_eq!(
            misfit.to_string(),
            "the scripted fault does not fit: PutItem is not a transaction"
        );
    }
}
