//! What can go wrong, by what a program can do about it.

/// What went wrong, by what a program can do about it.
///
/// New kinds may be added: match with a `_` arm, or ask an [`Error`](super::Error) its `is_*` questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A stored item does not fit the model. [`Error::path`](super::Error::path) names the attribute.
    Decode,
    /// A value cannot be stored: not a number, more than 38 digits, an empty key, …
    Encode,
    /// What was to be written breaks rules of the model. [`Error::report`](super::Error::report) says which, and where.
    Validation,
    /// A hook of the model has refused the write or the read. The error's source is the hook's own.
    Refused,
    /// The request can't be right: found before it was sent, or refused by DynamoDB.
    Invalid,
    /// A cursor, or the progress of a scan, is damaged, or belongs to another query.
    Cursor,
    /// `create` found an item under this key.
    AlreadyExists,
    /// Another item has the value of a unique attribute already. [`Error::path`](super::Error::path) names the attribute.
    NotUnique,
    /// `update` found no item under this key, or `gather` none of a model that has to be there.
    NotFound,
    /// The item is not as the condition wants it. [`Error::stored_item`](super::Error::stored_item) is the item that is there.
    ConditionFailed,
    /// The item has another version than the one that the write started from: it was written in between.
    /// [`Error::stored_item`](super::Error::stored_item) is the item that is there. Reading it again, and then writing, is right.
    VersionConflict,
    /// A transaction is at work on the same item. Trying again is right.
    Conflict,
    /// There is no such table (or index).
    TableNotFound,
    /// A table of this name exists already, or is being changed.
    TableInUse,
    /// DynamoDB refuses more requests for now, and the SDK's own retries are used up; or it goes on leaving undone what a batch
    /// asks for.
    Throttled,
    /// A limit of the account or of the table is reached, or one that the program has set, such as
    /// [`max_requests`](crate::op::Query::max_requests).
    LimitExceeded,
    /// DynamoDB could not answer for a reason of its own (a 5xx), and the SDK's own retries are used up. The request may
    /// have been carried out.
    Unavailable,
    /// No answer in time. The request may or may not have been carried out.
    Timeout,
    /// The endpoint could not be reached.
    Unreachable,
    /// No credentials, or expired or wrong ones.
    Credentials,
    /// The credentials do not allow this request.
    AccessDenied,
    /// The client's configuration lacks something, such as a region.
    Config,
    /// The answer could not be understood: it was cut off, or is not what DynamoDB sends.
    Response,
    /// Any other error that DynamoDB reports.
    Service,
}

impl ErrorKind {
    /// Whether the words of such an error say themselves that the request may have been carried out.
    pub(crate) fn tells_of_doubt(self) -> bool {
        matches!(
            self,
            Self::Timeout | Self::Unavailable | Self::Unreachable | Self::Response
        )
    }

    /// A word or two for this kind, for logs and metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decode => "decode",
            Self::Encode => "encode",
            Self::Validation => "validation",
            Self::Refused => "refused",
            Self::Invalid => "invalid",
            Self::Cursor => "cursor",
            Self::AlreadyExists => "already exists",
            Self::NotUnique => "not unique",
            Self::NotFound => "not found",
            Self::ConditionFailed => "condition failed",
            Self::VersionConflict => "version conflict",
            Self::Conflict => "conflict",
            Self::TableNotFound => "table not found",
            Self::TableInUse => "table in use",
            Self::Throttled => "throttled",
            Self::LimitExceeded => "limit exceeded",
            Self::Unavailable => "unavailable",
            Self::Timeout => "timeout",
            Self::Unreachable => "unreachable",
            Self::Credentials => "credentials",
            Self::AccessDenied => "access denied",
            Self::Config => "config",
            Self::Response => "response",
            Self::Service => "service",
        }
    }
}
