//! The one error of this crate: opaque, with questions to ask it.

mod at;
mod failure;
mod kind;
mod path;
mod report;

use std::borrow::Cow;
use std::collections::HashMap;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

pub use self::at::At;
pub use self::failure::Failure;
pub use self::kind::ErrorKind;
pub(crate) use self::path::Choice;
pub use self::path::{AttributePath, Segment};
pub use self::report::{Param, Report, Violation};

/// The result of everything in this crate that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

type BoxError = Box<dyn StdError + Send + Sync>;

/// What went wrong, where, and what to do about it.
///
/// Ask [`kind`](Self::kind) or one of the `is_*` questions what it is, [`path`](Self::path) which attribute it is about, and
/// [`source`](StdError::source) for the SDK's own error below it. Its text is made for people. What this crate says of an item
/// never quotes a value, but for the name of a variant that an enum does not have; what DynamoDB says is passed on as it is.
///
/// ```
/// use dynamo_model::{Error, ErrorKind};
///
/// let error = Error::encode("a number has at most 38 digits").at("total");
/// assert_eq!(error.kind(), ErrorKind::Encode);
/// assert_eq!(error.to_string(), "total: a number has at most 38 digits");
/// ```
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    message: Cow<'static, str>,
    /// What was being done, said before the rest.
    context: Option<Cow<'static, str>>,
    /// Innermost step first: each level adds its own as the error passes through.
    path: Vec<Segment>,
    item: Option<HashMap<String, AttributeValue>>,
    report: Option<Report>,
    failures: Vec<Failure>,
    /// Whether what failed may have been carried out.
    in_doubt: bool,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl Error {
    /// An error of this kind. `message` says what is wrong and what to do, in lower case and without a full stop.
    pub fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            context: None,
            path: Vec::new(),
            item: None,
            report: None,
            failures: Vec::new(),
            in_doubt: false,
            source: None,
        }))
    }

    /// What a codec returns when the stored attribute does not fit the Rust type.
    pub fn decode(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Decode, message)
    }

    /// What a codec returns when the Rust value cannot be stored.
    pub fn encode(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Encode, message)
    }

    pub(crate) fn invalid(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Invalid, message)
    }

    /// The error for values that break rules of the model.
    pub(crate) fn validation(report: Report) -> Self {
        let mut error = Self::new(
            ErrorKind::Validation,
            format!("the item is not valid: {report}"),
        );
        if let [violation] = report.violations() {
            error.0.message = violation.message.clone();
            error = error.at_path(violation.path.as_ref());
        }
        error.0.report = Some(report);
        error
    }

    /// What a hook of a model returns when it refuses a write or a read.
    ///
    /// ```
    /// let error = dynamo_model::Error::refused("there is no such customer").at("customer");
    /// assert_eq!(error.kind(), dynamo_model::ErrorKind::Refused);
    /// ```
    pub fn refused(why: impl Into<BoxError>) -> Self {
        let why = why.into();
        Self::new(ErrorKind::Refused, why.to_string()).with_source(why)
    }

    /// What to return for an attribute that is missing and may not be.
    pub fn missing() -> Self {
        Self::decode("this required attribute is missing")
    }

    /// Adds a step in front of the path: called by every level that the error passes through on its way out.
    #[must_use]
    pub fn at(mut self, step: impl Into<Segment>) -> Self {
        self.0.path.push(step.into());
        self
    }

    /// Adds a whole path in front.
    #[must_use]
    pub(crate) fn at_path(self, path: Option<&AttributePath>) -> Self {
        match path {
            Some(path) => path
                .segments()
                .into_iter()
                .rev()
                .fold(self, |error, step| error.at(step.clone())),
            None => self,
        }
    }

    /// The same error about a secret attribute: its kind, and nothing that could tell of the value, be it a name below it, or what a codec
    /// of the user says.
    #[must_use]
    pub(crate) fn discreet(mut self) -> Self {
        let message = match self.0.kind {
            ErrorKind::Encode => "this secret attribute has a value that cannot be stored",
            _ => "what is stored does not fit this secret attribute",
        };
        self.0.message = Cow::Borrowed(message);
        self.0.path.clear();
        self.0.source = None;
        self
    }

    /// The same error of a value as a whole.
    #[must_use]
    pub(crate) fn without_path(mut self) -> Self {
        self.0.path.clear();
        self
    }

    /// Keeps the error that caused this one.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(Arc::from(source.into()));
        self
    }

    /// Says what was being done, unless that has been said already.
    #[must_use]
    pub(crate) fn while_doing(mut self, context: impl Into<Cow<'static, str>>) -> Self {
        self.0.context.get_or_insert(context.into());
        self
    }

    /// The same error, understood better.
    #[must_use]
    pub(crate) fn understood_as(mut self, kind: ErrorKind, message: &'static str) -> Self {
        self.0.kind = kind;
        self.0.message = Cow::Borrowed(message);
        self
    }

    #[must_use]
    pub(crate) fn with_item(mut self, item: Option<HashMap<String, AttributeValue>>) -> Self {
        self.0.item = item;
        self
    }

    /// The same error of a write, which may have been carried out in spite of it.
    #[must_use]
    pub(crate) fn doubted(mut self, in_doubt: bool) -> Self {
        self.0.in_doubt = in_doubt;
        self
    }

    /// The same error of a transaction, which was stopped by these of its parts. Its kind is that of the first which trying again does
    /// not mend.
    #[must_use]
    pub(crate) fn stopped_by(mut self, failures: Vec<Failure>) -> Self {
        let lasting = failures
            .iter()
            .find(|failure| !failure.error.is_retryable());
        if let Some(Failure { position, error }) = lasting.or_else(|| failures.first()) {
            let others = match failures.len() {
                1 => String::new(),
                count => format!(" (and {} more)", count - 1),
            };
            self.0.kind = error.kind();
            self.0.item.clone_from(&error.0.item);
            self.0.message = Cow::Owned(format!(
                "nothing was done, because of operation {position}{others}: {error}"
            ));
        }
        self.0.failures = failures;
        self
    }

    /// What the errors below this one say of themselves, outermost first.
    fn causes(&self) -> Vec<String> {
        std::iter::successors(self.source(), |error| (*error).source())
            .map(ToString::to_string)
            .collect()
    }

    /// What went wrong, by what a program can do about it.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The attribute that the error is about, where it is about one.
    pub fn path(&self) -> Option<AttributePath> {
        AttributePath::from_segments(self.0.path.iter().rev().cloned())
    }

    /// The item at fault, as it is stored: the one that did not meet the condition, or the one that does not fit
    /// the model.
    pub fn stored_item(&self) -> Option<&HashMap<String, AttributeValue>> {
        self.0.item.as_ref()
    }

    /// Everything that is wrong with what was to be written, if that breaks rules of the model.
    ///
    /// Nothing was sent then.
    pub fn report(&self) -> Option<&Report> {
        self.0.report.as_ref()
    }

    /// Whether the write, or the transaction, may have been carried out in spite of this error. If not, it was not, and has changed nothing;
    /// but for an error of what a write gives back, which says in words that it was carried out.
    ///
    /// That is so after a time-out, a lost connection, a 5xx or an answer that could not be understood, and after the same in an earlier attempt: the SDK
    /// tries again by itself, and reports the last attempt alone. So a write that was throttled in the end may have been made by its first
    /// attempt, and an [`AlreadyExists`](ErrorKind::AlreadyExists) or a [`VersionConflict`](ErrorKind::VersionConflict) may be about what it has
    /// written itself: [`stored`](Self::stored) is what is there. A transaction that was refused for a condition is never in doubt.
    ///
    /// The error of a batch is of many writes, and never says this: [`Outcome`](crate::op::Outcome) says it of each.
    pub fn is_in_doubt(&self) -> bool {
        self.0.in_doubt
    }

    /// The parts of a transaction that have stopped it, each with its position and its own error, in the order in which they were given.
    /// Empty for any other error.
    ///
    /// ```
    /// # use dynamo_model::{Model, op::TransactWrite};
    /// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
    /// # struct Order { #[dynamo(partition_key)] id: String }
    /// # #[derive(Clone, Model)] #[dynamo(table = "stock")]
    /// # struct Stock { #[dynamo(partition_key)] sku: String, left: u32 }
    /// # async fn example(client: dynamo_model::Client, order: Order) -> dynamo_model::Result<()> {
    /// let take = Stock::update("A-1").change(|s| s.left.add(-1)).condition(|s| s.left.ge(1));
    /// if let Err(error) = TransactWrite::new().with(Order::create(&order)).with(take).send(&client).await {
    ///     for failure in error.failures() {
    ///         match failure.position {
    ///             0 => println!("the order: {}", failure.error),
    ///             _ => println!("the stock is {:?}", failure.error.stored::<Stock>().transpose()?.map(|stock| stock.left)),
    ///         }
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn failures(&self) -> &[Failure] {
        &self.0.failures
    }

    /// What was to be written breaks rules of the model: [`report`](Self::report) says which, and where.
    pub fn is_validation(&self) -> bool {
        self.kind() == ErrorKind::Validation
    }

    /// The item does not meet the condition of the write.
    pub fn is_condition_failed(&self) -> bool {
        self.kind() == ErrorKind::ConditionFailed
    }

    /// The item has another version than the one that the write started from: it was written in between.
    pub fn is_version_conflict(&self) -> bool {
        self.kind() == ErrorKind::VersionConflict
    }

    /// `create` found an item under this key.
    pub fn is_already_exists(&self) -> bool {
        self.kind() == ErrorKind::AlreadyExists
    }

    /// Another item has the value of a unique attribute: [`path`](Self::path) names it.
    pub fn is_not_unique(&self) -> bool {
        self.kind() == ErrorKind::NotUnique
    }

    /// `update` found no item under this key, or `gather` none of a model that has to be there.
    pub fn is_not_found(&self) -> bool {
        self.kind() == ErrorKind::NotFound
    }

    /// There is no such table (or index).
    pub fn is_table_not_found(&self) -> bool {
        self.kind() == ErrorKind::TableNotFound
    }

    /// DynamoDB refuses more requests for now.
    pub fn is_throttled(&self) -> bool {
        self.kind() == ErrorKind::Throttled
    }

    /// Trying the same request again may succeed.
    ///
    /// A write that [is in doubt](Self::is_in_doubt) may have been carried out: repeat only what is safe to do twice, such as a conditional
    /// write.
    pub fn is_retryable(&self) -> bool {
        matches!(
            self.kind(),
            ErrorKind::Throttled
                | ErrorKind::Conflict
                | ErrorKind::Unavailable
                | ErrorKind::Timeout
                | ErrorKind::Unreachable
                | ErrorKind::Response
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(context) = &self.0.context {
            write!(f, "{context}: ")?;
        }
        if let Some(path) = self.path() {
            write!(f, "{path}: ")?;
        }
        f.write_str(&self.0.message)?;
        if self.0.in_doubt && !self.0.kind.tells_of_doubt() {
            f.write_str(" (an earlier attempt of this write was not answered, and may have been carried out)")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Items stay out, and so does the SDK's error, whose `Debug` shows the whole answer: values are the application's
        // data and must not reach a log by accident. Whoever wants it has `source()`.
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("message", &self.to_string())
            .field("causes", &self.causes())
            .finish_non_exhaustive()
    }
}

impl From<Report> for Error {
    fn from(report: Report) -> Self {
        Self::validation(report)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_where_and_while_doing_what() {
        let error = Error::decode("expected N, found S")
            .at("quantity")
            .at(3)
            .at("lines")
            .while_doing("table `orders`");
        assert_eq!(
            error.to_string(),
            "table `orders`: lines[3].quantity: expected N, found S"
        );
        assert_eq!(
            error.path().map(|p| p.to_string()).as_deref(),
            Some("lines[3].quantity")
        );
    }

    #[test]
    fn keeps_values_out_of_debug() {
        let item = HashMap::from([("secret".to_owned(), AttributeValue::S("hunter2".to_owned()))]);
        let error = Error::new(ErrorKind::ConditionFailed, "no").with_item(Some(item));
        assert!(!format!("{error:?}").contains("hunter2"));
        assert!(error.stored_item().is_some());
    }

    #[test]
    fn keeps_secrets_of_others() {
        let error = Error::decode("unknown variant `hunter2`")
            .with_source("hunter2")
            .at("hunter2")
            .discreet()
            .at("password");
        assert_eq!(
            error.to_string(),
            "password: what is stored does not fit this secret attribute"
        );
        assert!(!format!("{error:?}").contains("hunter2"));
        assert!(error.source().is_none());
    }

    #[test]
    fn is_one_word_wide() {
        assert_eq!(size_of::<Result<()>>(), size_of::<usize>());
    }
}
