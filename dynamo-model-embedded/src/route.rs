//! Operation name and body in, the database's answer out.
//!
//! The engine has one method per operation, whose request can be deserialised and whose response can be serialised,
//! so a table of names is all the routing there is. What is left is to say what went wrong in DynamoDB's words: the
//! engine marks *decode* errors by a prefix on serde's message, and leaves it to its caller to give them their class.

use dynoxide::{Database, DynoxideError};
use serde::Serialize;

use crate::answer::Answer;

/// Answers one request.
pub(crate) fn answer(database: &Database, operation: &str, body: &[u8]) -> Answer {
    match dispatch(database, operation, body) {
        Some(Ok(json)) => Answer::json(200, json),
        Some(Err(error)) => Answer::json(error.status_code(), error.to_json()),
        None => Answer::unknown_operation(),
    }
}

/// Looks the operation up in a table of `"Name" => method`, decodes, calls, encodes. `None`: not in the table.
macro_rules! route {
    ($database:expr, $operation:expr, $body:expr; $($name:literal => $method:ident,)*) => {
        match $operation {
            $($name => Some(
                serde_json::from_slice($body)
                    .map_err(|error| decode_error(&error))
                    .and_then(|request| $database.$method(request))
                    .and_then(|response| encode(&response))
                    .map_err(|error| as_answered_by($operation, error))
            ),)*
            _ => None,
        }
    };
}

fn dispatch(
    database: &Database,
    operation: &str,
    body: &[u8],
) -> Option<Result<String, DynoxideError>> {
    route!(database, operation, body;
        "CreateTable" => create_table,
        "DeleteTable" => delete_table,
        "DescribeTable" => describe_table,
        "ListTables" => list_tables,
        "UpdateTable" => update_table,
        "PutItem" => put_item,
        "GetItem" => get_item,
        "DeleteItem" => delete_item,
        "UpdateItem" => update_item,
        "Query" => query,
        "Scan" => scan,
        "SearchVectors" => search_vectors,
        "BatchGetItem" => batch_get_item,
        "BatchWriteItem" => batch_write_item,
        "TransactGetItems" => transact_get_items,
        "TransactWriteItems" => transact_write_items,
        "ExecuteStatement" => execute_statement,
        "ExecuteTransaction" => execute_transaction,
        "BatchExecuteStatement" => batch_execute_statement,
        "ListStreams" => list_streams,
        "DescribeStream" => describe_stream,
        "GetShardIterator" => get_shard_iterator,
        "GetRecords" => get_records,
        "UpdateTimeToLive" => update_time_to_live,
        "DescribeTimeToLive" => describe_time_to_live,
        "TagResource" => tag_resource,
        "UntagResource" => untag_resource,
        "ListTagsOfResource" => list_tags_of_resource,
    )
}

fn encode(response: &impl Serialize) -> Result<String, DynoxideError> {
    serde_json::to_string(response)
        .map_err(|error| DynoxideError::InternalServerError(error.to_string()))
}

/// What DynamoDB says to a body that cannot be read as the operation's request.
fn decode_error(error: &serde_json::Error) -> DynoxideError {
    let message = error.to_string();
    // Deeper than the JSON parser follows is far deeper than the 32 levels an item may have.
    if message.starts_with("recursion limit exceeded") {
        return DynoxideError::ValidationException(TOO_DEEP.into());
    }
    if !error.is_data() {
        // Not JSON at all: a code and no message.
        return DynoxideError::SerializationException(String::new());
    }
    let bare = without_position(&message);
    marked_error(&message, bare).unwrap_or_else(|| unmarked_error(bare))
}

/// The engine's own words, for what it can read and finds too deep.
const TOO_DEEP: &str = "Nesting Levels have exceeded supported limits: \
     Attributes in the item have nested levels beyond supported limit";
const EMPTY_VALUE: &str =
    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";

/// The class that the engine marked the message with. An `_AS_READ` message keeps the position, which AWS lets through.
fn marked_error(message: &str, bare: &str) -> Option<DynoxideError> {
    use DynoxideError as E;
    if let Some(text) = message.strip_prefix("SERIALIZATION_AS_READ:") {
        return Some(E::SerializationException(text.into()));
    }
    if let Some(text) = message.strip_prefix("VALIDATION_AS_READ:") {
        return Some(E::ValidationException(text.into()));
    }
    if let Some(text) = bare.strip_prefix("SERIALIZATION:") {
        return Some(E::SerializationException(text.into()));
    }
    if let Some(text) = bare.strip_prefix("VALIDATION_REQUEST:") {
        return Some(E::EnvelopedValidation(text.into()));
    }
    let text = bare.strip_prefix("VALIDATION:")?;
    Some(E::ValidationException(text.into()))
}

/// The class of serde's own message: what is absent or out of range is invalid, what has the wrong JSON type is
/// unreadable.
fn unmarked_error(bare: &str) -> DynoxideError {
    if bare.contains("empty AttributeValue") {
        return DynoxideError::ValidationException(EMPTY_VALUE.into());
    }
    let invalid = [
        "missing field",
        "unknown variant",
        "invalid type: null",
        "Supplied AttributeValue",
    ];
    if invalid.iter().any(|known| bare.contains(known)) {
        return DynoxideError::ValidationException(bare.into());
    }
    DynoxideError::SerializationException(type_mismatch(bare).unwrap_or_else(|| bare.into()))
}

/// serde's "invalid type: integer `5`, expected a string" as "NUMBER_VALUE cannot be converted to String".
fn type_mismatch(bare: &str) -> Option<String> {
    let (found, expected) = bare
        .strip_prefix("invalid type: ")?
        .split_once(", expected ")?;
    let target = match expected {
        "a string" => "String",
        "a boolean" => "Boolean",
        "i64" | "u64" => "Long",
        "a sequence" if found == "map" => {
            return Some("Start of structure or map found where not expected".into());
        }
        "a sequence" => return Some("Unexpected field type".into()),
        _ => return None,
    };
    let token = match found.split_once(' ').map_or(found, |(kind, _)| kind) {
        "integer" => "NUMBER_VALUE",
        "floating" => "DECIMAL_VALUE",
        "boolean" if found.contains("true") => "TRUE_VALUE",
        "boolean" => "FALSE_VALUE",
        "string" if target == "Long" => "STRING_VALUE",
        "string" => return Some("Unexpected token received from parser".into()),
        "sequence" => {
            return Some(format!(
                "Unrecognized collection type class java.lang.{target}"
            ));
        }
        "map" => return Some("Start of structure or map found where not expected".into()),
        _ => return None,
    };
    Some(format!("{token} cannot be converted to {target}"))
}

/// serde's message without the " at line 1 column 17" that serde_json appends.
fn without_position(message: &str) -> &str {
    message
        .rsplit_once(" at line ")
        .map_or(message, |(bare, _)| bare)
}

/// The same error is worded differently by different operations.
fn as_answered_by(operation: &str, error: DynoxideError) -> DynoxideError {
    match error {
        DynoxideError::EnvelopedValidation(text)
            if matches!(operation, "PutItem" | "UpdateItem" | "DeleteItem") =>
        {
            DynoxideError::ValidationException(format!("1 validation error detected: {text}"))
        }
        DynoxideError::EnvelopedValidation(text) => DynoxideError::ValidationException(text),
        DynoxideError::ConditionalCheckFailedException(text, Some(item))
            if operation == "ExecuteStatement" =>
        {
            DynoxideError::StatementConditionalCheckFailed(text, item)
        }
        other => other,
    }
}
