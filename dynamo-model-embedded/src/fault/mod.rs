//! Scripted faults: what the next calls of an operation meet instead of a plain answer.
//!
//! [`Fault`] is a value; [`Faults`] is the script that it is put into. How a fault is acted out is in `act` and
//! `unprocessed`.

mod act;
mod script;
mod unprocessed;

use std::time::Duration;

pub(crate) use act::{act, timed_out};
pub use script::Faults;
pub(crate) use script::Script;

use crate::answer::Answer;

const THROTTLED: &str = "The level of configured provisioned throughput for the table was exceeded. \
    Consider increasing your provisioning level with the UpdateTable API.";
const THROTTLING: &str = "Rate of requests exceeds the allowed throughput.";
const REQUEST_LIMIT: &str = "Throughput exceeds the current throughput limit for your account. \
    Please contact AWS Support at https://aws.amazon.com/support request a limit increase";
const CONFLICT: &str = "Transaction is ongoing for the item";
const ERROR_PAGE: &str =
    "<html><head><title>500 Internal Server Error</title></head><body></body></html>";
const NOT_JSON: &str = "this is not JSON";

/// What a call meets instead of a plain answer.
///
/// A fault does nothing until [`Faults::on`] puts it into a database's script. It is met once, unless
/// [`times`](Self::times) or [`always`](Self::always) says otherwise. Unless its description says otherwise, the
/// database never sees the request: [`after_apply`](Self::after_apply) turns that round.
///
/// ```
/// # use std::time::Duration;
/// use dynamo_model_embedded::Fault;
///
/// Fault::throttled().times(2); // two attempts are refused, the third goes through
/// Fault::timeout().after_apply(); // the write is done, and its caller does not know
/// Fault::server_error().after(Duration::from_millis(20)); // a slow failure
/// Fault::error("ItemCollectionSizeLimitExceededException", "too large"); // any other error
/// ```
///
/// | Fault | What the SDK reports | Retried by the SDK |
/// |---|---|---|
/// | [`throttled`](Self::throttled), [`throttling_exception`](Self::throttling_exception), [`request_limit_exceeded`](Self::request_limit_exceeded) | service error, 400 | yes |
/// | [`server_error`](Self::server_error), [`server_error_page`](Self::server_error_page) | service error, 500 | yes |
/// | [`timeout`](Self::timeout), [`connection_error`](Self::connection_error), [`connection_reset`](Self::connection_reset) | dispatch failure | yes |
/// | [`interrupted_body`](Self::interrupted_body) | response error | yes |
/// | [`truncated_body`](Self::truncated_body), [`malformed_body`](Self::malformed_body) | service error without a code, 200 | no |
/// | [`transaction_conflict`](Self::transaction_conflict), [`transaction_conflict_at`](Self::transaction_conflict_at), [`transaction_canceled`](Self::transaction_canceled) | service error, 400 | no |
/// | [`unprocessed`](Self::unprocessed), [`all_unprocessed`](Self::all_unprocessed) | success, with entries left | no |
#[derive(Debug, Clone, PartialEq)]
#[must_use = "a fault does nothing until `Faults::on` scripts it"]
pub struct Fault {
    pub(crate) action: Action,
    pub(crate) applied: bool,
    pub(crate) delay: Duration,
    pub(crate) times: Times,
}

/// How a fault answers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Action {
    /// The database's own answer.
    Pass,
    /// This answer.
    Answer(Answer),
    /// No answer in time.
    TimedOut,
    /// No connection.
    Refused,
    /// A connection that breaks before the answer.
    Reset,
    /// The database's own answer, cut in half.
    Cut,
    /// The database's own answer, of which the second half never comes.
    BreakOff,
    /// The first so many entries of a batch withheld from the database, and handed back.
    Unprocessed(usize),
    /// A transaction cancelled for these reasons: position, code.
    Canceled(Vec<(usize, String)>),
}

/// How often a fault is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Times {
    Left(usize),
    Always { met: bool },
}

impl Fault {
    fn new(action: Action) -> Self {
        Self {
            action,
            applied: false,
            delay: Duration::ZERO,
            times: Times::Left(1),
        }
    }

    /// No fault: the call goes through. Put it before another fault to let the first calls pass.
    pub fn pass() -> Self {
        Self::new(Action::Pass)
    }

    /// A slow answer: the database applies the request at once, and its answer takes this long.
    ///
    /// A client that gives up meanwhile has its write done all the same. The client's read time-out is kept: where it
    /// is shorter, the SDK sees a time-out after that long. The wait is the client's own `sleep_impl`.
    pub fn slow(delay: Duration) -> Self {
        Self::pass().after(delay)
    }

    /// `ProvisionedThroughputExceededException`: the table has no capacity left.
    #[doc(alias = "ProvisionedThroughputExceededException")]
    pub fn throttled() -> Self {
        Self::error("ProvisionedThroughputExceededException", THROTTLED)
    }

    /// `ThrottlingException`: too many requests, of the control plane or of an on-demand table.
    #[doc(alias = "ThrottlingException")]
    pub fn throttling_exception() -> Self {
        Self::error(
            "com.amazon.coral.availability#ThrottlingException",
            THROTTLING,
        )
    }

    /// `RequestLimitExceeded`: the account has no capacity left.
    #[doc(alias = "RequestLimitExceeded")]
    pub fn request_limit_exceeded() -> Self {
        Self::error("RequestLimitExceeded", REQUEST_LIMIT)
    }

    /// `InternalServerError`, status 500. DynamoDB says of it that a write may or may not have been applied: for the
    /// former add [`after_apply`](Self::after_apply).
    #[doc(alias = "InternalServerError")]
    pub fn server_error() -> Self {
        let answer = Answer::error(500, "InternalServerError", "Internal server error");
        Self::new(Action::Answer(answer))
    }

    /// Status 500 with an HTML page, as a load balancer or a proxy answers: an error without a code.
    pub fn server_error_page() -> Self {
        Self::new(Action::Answer(Answer::html(500, ERROR_PAGE)))
    }

    /// Any error of DynamoDB's, by its code and message, with status 400.
    ///
    /// A code that holds a `#` is sent as it is; another is given DynamoDB's namespace.
    pub fn error(code: &str, message: &str) -> Self {
        Self::new(Action::Answer(Answer::error(400, code, message)))
    }

    /// This answer, whatever it is. A status outside 100 to 999 makes the call fail as a dispatch failure.
    pub fn answer(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(Action::Answer(Answer::json(status, body)))
    }

    /// No answer: the call fails at once as it does when a read time-out passes.
    ///
    /// Its caller cannot know whether the request was applied. It was not, unless
    /// [`after_apply`](Self::after_apply) says so.
    pub fn timeout() -> Self {
        Self::new(Action::TimedOut)
    }

    /// No connection: the request is never sent.
    pub fn connection_error() -> Self {
        Self::new(Action::Refused)
    }

    /// A connection reset **after** the database applied the request: what was written is there, and its caller is
    /// told of a failure. The SDK sends the request again, so a conditional write then meets its own first attempt.
    pub fn connection_reset() -> Self {
        Self::new(Action::Reset).after_apply()
    }

    /// The first `entries` of a `BatchWriteItem` or `BatchGetItem` are not processed: the database never sees them, and
    /// they come back in `UnprocessedItems` or `UnprocessedKeys`, with status 200. The others are processed.
    ///
    /// Entries are counted in the order of the request, tables in the order of their names. What is withheld is not
    /// validated. Any other operation fails: it has no such answer.
    #[doc(alias = "UnprocessedItems")]
    #[doc(alias = "UnprocessedKeys")]
    pub fn unprocessed(entries: usize) -> Self {
        Self::new(Action::Unprocessed(entries))
    }

    /// No entry of a batch is processed: all of them come back, as in [`unprocessed`](Self::unprocessed).
    pub fn all_unprocessed() -> Self {
        Self::unprocessed(usize::MAX)
    }

    /// `TransactionConflictException`: a single write meets a transaction that is under way.
    #[doc(alias = "TransactionConflictException")]
    pub fn transaction_conflict() -> Self {
        Self::error("TransactionConflictException", CONFLICT)
    }

    /// `TransactionCanceledException` with the reason `TransactionConflict` at these positions, counted from 0, and
    /// `None` at all others. Nothing is applied.
    ///
    /// A call that is no transaction, or has fewer items, fails: the script does not fit it.
    #[doc(alias = "TransactionCanceledException")]
    pub fn transaction_conflict_at(positions: impl IntoIterator<Item = usize>) -> Self {
        Self::transaction_canceled(positions.into_iter().map(|at| (at, "TransactionConflict")))
    }

    /// `TransactionCanceledException` with these reasons: a position, counted from 0, and a code such as
    /// `ThrottlingError` or `ProvisionedThroughputExceeded`. Else as
    /// [`transaction_conflict_at`](Self::transaction_conflict_at).
    #[doc(alias = "TransactionCanceledException")]
    pub fn transaction_canceled<C: Into<String>>(
        reasons: impl IntoIterator<Item = (usize, C)>,
    ) -> Self {
        let reasons = reasons.into_iter().map(|(at, code)| (at, code.into()));
        Self::new(Action::Canceled(reasons.collect()))
    }

    /// The database's own answer, half-way through which the connection breaks. The request is applied.
    pub fn interrupted_body() -> Self {
        Self::new(Action::BreakOff)
    }

    /// The database's own answer, cut in half, by something between that ends it as if it were whole. The request is
    /// applied.
    pub fn truncated_body() -> Self {
        Self::new(Action::Cut)
    }

    /// Status 200 and a body that is not JSON. The request is applied.
    pub fn malformed_body() -> Self {
        Self::answer(200, NOT_JSON).after_apply()
    }

    /// Meet this fault `count` times in a row rather than once; with 0, never.
    pub fn times(mut self, count: usize) -> Self {
        self.times = Times::Left(count);
        self
    }

    /// Meet this fault on every call, until [`Faults::clear`]. What is scripted behind it is never met.
    pub fn always(mut self) -> Self {
        self.times = Times::Always { met: false };
        self
    }

    /// Answer only after this long, as [`slow`](Self::slow) does.
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Let the database apply the request first: only its answer is lost.
    ///
    /// It makes no difference to faults that answer with the database's own answer.
    pub fn after_apply(mut self) -> Self {
        self.applied = true;
        self
    }
}
