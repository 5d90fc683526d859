//! From the SDK's errors to ours: what it was, and what to do about it.

use std::error::Error as StdError;

use aws_sdk_dynamodb::error::{BuildError, ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use crate::error::{Error, ErrorKind};

const NOT_UNDERSTOOD: &str =
    "the answer could not be understood; the request may have been carried out";

/// What stands between the names of several tables.
pub(crate) const SEVERAL: &str = "`, `";

const TOKEN_REUSED: &str = "IdempotentParameterMismatchException";

/// What a request to `table` failed with.
pub(crate) fn failure<E>(
    operation: &'static str,
    table: &str,
    error: SdkError<E, HttpResponse>,
) -> Error
where
    E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
{
    let (kind, message) = match &error {
        // The SDK takes a success that it cannot parse for an error of the service, one without a code.
        SdkError::ServiceError(service) if service.raw().status().is_success() => {
            (ErrorKind::Response, NOT_UNDERSTOOD.to_owned())
        }
        SdkError::ServiceError(service) if service.raw().status().is_server_error() => (
            ErrorKind::Unavailable,
            format!(
                "DynamoDB could not answer (status {}), and the SDK's retries are used up; the request may have been carried \
                 out: {}",
                service.raw().status().as_u16(),
                service.err().message().unwrap_or("no message"),
            ),
        ),
        SdkError::ServiceError(service) => of_service(table, service.err()),
        SdkError::TimeoutError(_) => (
            ErrorKind::Timeout,
            "no answer in time; the request may or may not have been carried out".to_owned(),
        ),
        SdkError::ResponseError(_) => (ErrorKind::Response, NOT_UNDERSTOOD.to_owned()),
        SdkError::DispatchFailure(failure) if failure.is_timeout() => (
            ErrorKind::Timeout,
            "no connection, or no answer, in time; the request may have been carried out".to_owned(),
        ),
        SdkError::DispatchFailure(failure) if failure.is_io() => (
            ErrorKind::Unreachable,
            "the endpoint could not be reached, or it closed the connection; check the endpoint, the region and the network"
                .to_owned(),
        ),
        other => of_set_up(other),
    };
    Error::new(kind, message)
        .while_doing(format!("{operation} on table `{table}`"))
        .with_source(error)
}

/// What was missing before anything could be sent. The SDK has no types for these, so its words are asked.
fn of_set_up(error: &(dyn StdError + 'static)) -> (ErrorKind, String) {
    let said = causes(error).to_lowercase();
    if said.contains("credential") || said.contains("auth scheme") || said.contains("identity") {
        return (
            ErrorKind::Credentials,
            "there are no usable credentials; set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the \
             function or container a role"
                .to_owned(),
        );
    }
    if said.contains("region") {
        return (
            ErrorKind::Config,
            "no region is set; set AWS_REGION, or a region in the profile".to_owned(),
        );
    }
    if said.contains("no http client") {
        return (
            ErrorKind::Config,
            "the SDK was built without an HTTP client; add the feature `default-https-client` to aws-sdk-dynamodb".to_owned(),
        );
    }
    (
        ErrorKind::Unreachable,
        "the request could not be sent; its source says why".to_owned(),
    )
}

/// What all the causes of an error say.
fn causes(error: &(dyn StdError + 'static)) -> String {
    std::iter::successors(Some(error), |error| (*error).source())
        .map(|error| format!("{error}\n{error:?}"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn of_service(table: &str, error: &impl ProvideErrorMetadata) -> (ErrorKind, String) {
    let code = error.code().unwrap_or("an error without a code");
    let said = error.message().unwrap_or("no message");
    let kind = kind_of(code);
    let message = match kind {
        // DynamoDB does not say which.
        ErrorKind::TableNotFound if table.contains(SEVERAL) => format!(
            "one of these tables is not there, in this account and region; create it, or check the client's table prefix and \
             suffix: {said}"
        ),
        ErrorKind::TableNotFound => format!(
            "there is no table `{table}` (or it has no such index) in this account and region; create it, or check the \
             client's table prefix and suffix: {said}"
        ),
        ErrorKind::ConditionFailed => "the item does not meet the condition".to_owned(),
        ErrorKind::Throttled => format!(
            "DynamoDB refuses more requests for now, and the SDK's retries are used up; slow down, or raise the capacity: {said}"
        ),
        ErrorKind::Credentials => {
            format!(
                "the credentials are not accepted; they may be wrong, expired, or for another account: {said}"
            )
        }
        ErrorKind::AccessDenied => {
            format!("the credentials do not allow this; check the policy of the role: {said}")
        }
        ErrorKind::Conflict => format!("a transaction is at work on this item; try again: {said}"),
        ErrorKind::Invalid if code == TOKEN_REUSED => format!(
            "a transaction with this token was sent within the last ten minutes, and was another one: {said}"
        ),
        _ => format!("{code}: {said}"),
    };
    (kind, message)
}

/// A request that the SDK takes for incomplete.
pub(crate) fn lacking(error: BuildError) -> Error {
    Error::invalid("the request lacks something").with_source(error)
}

/// What an item of a transaction has cancelled it for, by the code of the reason. That of the innocent is `None`, and not for here.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html>
pub(crate) fn of_reason(code: &str, message: Option<&str>, table: &str) -> (ErrorKind, String) {
    let said = message.unwrap_or("no message");
    match code {
        "ConditionalCheckFailed" => (
            ErrorKind::ConditionFailed,
            "the item does not meet the condition".to_owned(),
        ),
        "TransactionConflict" => (
            ErrorKind::Conflict,
            format!("another write or transaction is at work on this item; try again: {said}"),
        ),
        "ProvisionedThroughputExceeded" | "ThrottlingError" => (
            ErrorKind::Throttled,
            format!(
                "table `{table}` lacks the capacity for now; slow down, or raise the capacity: {said}"
            ),
        ),
        "ItemCollectionSizeLimitExceeded" => (ErrorKind::LimitExceeded, format!("{code}: {said}")),
        "ValidationError" => (ErrorKind::Invalid, format!("{code}: {said}")),
        "AccessDenied" => (ErrorKind::AccessDenied, format!("{code}: {said}")),
        _ => (ErrorKind::Service, format!("{code}: {said}")),
    }
}

fn kind_of(code: &str) -> ErrorKind {
    match code {
        "ConditionalCheckFailedException" => ErrorKind::ConditionFailed,
        "ResourceNotFoundException" => ErrorKind::TableNotFound,
        "ResourceInUseException" | "TableAlreadyExistsException" | "TableInUseException" => {
            ErrorKind::TableInUse
        }
        "ProvisionedThroughputExceededException"
        | "ThrottlingException"
        | "RequestLimitExceeded"
        | "Throttling" => ErrorKind::Throttled,
        "LimitExceededException" | "ItemCollectionSizeLimitExceededException" => {
            ErrorKind::LimitExceeded
        }
        "TransactionConflictException" | "TransactionInProgressException" => ErrorKind::Conflict,
        "ValidationException" | "SerializationException" | TOKEN_REUSED => ErrorKind::Invalid,
        "AccessDeniedException" | "AccessDenied" => ErrorKind::AccessDenied,
        "UnrecognizedClientException"
        | "ExpiredTokenException"
        | "ExpiredToken"
        | "InvalidSignatureException"
        | "IncompleteSignatureException"
        | "MissingAuthenticationTokenException"
        | "MissingAuthenticationToken" => ErrorKind::Credentials,
        _ => ErrorKind::Service,
    }
}
