//! The handle on a database, and what its clones share.

use std::fmt;
use std::path::{Path, absolute};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_dynamodb::config::retry::{RetryConfig, RetryPartition, TokenBucket};
use aws_sdk_dynamodb::config::{BehaviorVersion, Builder, Credentials, Region, SharedHttpClient};
use aws_sdk_dynamodb::{Client, Config};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use dynoxide::Database;

use crate::answer::Answer;
use crate::error::{BoxError, OpenError, SweepError};
use crate::fault::{self, Faults, Script};
use crate::journal::{Journal, Request};
use crate::lock::lock;
use crate::route;
use crate::transport::{Transport, operation_of};

/// Never resolved, as the transport answers first. `.invalid` is reserved: were it resolved, nothing would answer.
const ENDPOINT: &str = "http://dynamodb.embedded.invalid";

/// A DynamoDB inside this process.
///
/// Clones share one database, and so do all clients made from it. It lives as long as the last of them. See the
/// [crate's documentation](crate) for what it can do and where it differs from the service.
#[derive(Clone)]
pub struct Embedded {
    engine: Arc<Engine>,
}

impl Embedded {
    /// Opens a fresh, empty database in memory: one for each call, so one for each test.
    ///
    /// # Errors
    ///
    /// When SQLite cannot be set up, as when memory runs out.
    ///
    /// # Examples
    ///
    /// ```
    /// use dynamo_model_embedded::Embedded;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = Embedded::memory()?.sdk_client();
    /// assert!(client.list_tables().send().await?.table_names().is_empty());
    /// # Ok(())
    /// # }
    /// ```
    pub fn memory() -> Result<Self, OpenError> {
        let database =
            Database::memory().map_err(|error| OpenError::new("a database in memory", error))?;
        Ok(Self::new(database))
    }

    /// Opens the database in this file, or creates it. What is written stays.
    ///
    /// Open a file once at a time, and share it by cloning. SQLite keeps two more files beside it, ending in `-wal`
    /// and `-shm`. Each write waits for the disk, so tests are faster in [`memory`](Self::memory).
    ///
    /// Kept are tables and what belongs to them; scripted faults, counters, recorded requests and the tokens of
    /// idempotent transactions are not.
    ///
    /// # Errors
    ///
    /// When the path is empty or not UTF-8, when the file cannot be created or read, when it is no database, or
    /// when a newer version of the engine wrote it.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use dynamo_model_embedded::Embedded;
    ///
    /// # fn main() -> Result<(), dynamo_model_embedded::OpenError> {
    /// let client = Embedded::open("orders.db")?.sdk_client();
    /// # Ok(())
    /// # }
    /// ```
    pub fn open(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        let path = path.as_ref();
        let failed = |error: BoxError| OpenError::new(format!("`{}`", path.display()), error);
        // Absolute, so that a file named ":memory:" or "file:x?mode=memory" is a file.
        let file = absolute(path).map_err(|error| failed(error.into()))?;
        let file = file.to_str().ok_or_else(|| failed("not UTF-8".into()))?;
        let database = Database::new(file).map_err(|error| failed(error.into()))?;
        Ok(Self::new(database))
    }

    fn new(database: Database) -> Self {
        Self {
            engine: Arc::new(Engine {
                database,
                script: Mutex::default(),
                journal: Mutex::default(),
            }),
        }
    }

    /// A client of this database.
    #[must_use]
    pub fn sdk_client(&self) -> Client {
        Client::from_conf(self.sdk_config().build())
    }

    /// The configuration behind [`sdk_client`](Self::sdk_client), to change before it is built.
    ///
    /// It never reads the environment and never opens a socket: region, credentials and endpoint are made up. Two
    /// things differ from the SDK's defaults, for the sake of tests that script faults. Retries wait a millisecond
    /// rather than a second at first, and never run out of quota, which the SDK otherwise shares between all
    /// clients of a process: so the number of attempts depends on nothing but the call. There are three, as by default.
    ///
    /// ```
    /// use aws_sdk_dynamodb::config::retry::RetryConfig;
    /// use dynamo_model_embedded::Embedded;
    ///
    /// # fn main() -> Result<(), dynamo_model_embedded::OpenError> {
    /// let db = Embedded::memory()?;
    /// let config = db.sdk_config().retry_config(RetryConfig::disabled()).build();
    /// let client = aws_sdk_dynamodb::Client::from_conf(config);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn sdk_config(&self) -> Builder {
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static("local"))
            .endpoint_url(ENDPOINT)
            .credentials_provider(Credentials::new(
                "embedded", "embedded", None, None, "embedded",
            ))
            .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)))
            .retry_partition(
                RetryPartition::custom("embedded")
                    .token_bucket(TokenBucket::unlimited())
                    .build(),
            )
            .http_client(self.http_client())
    }

    /// The HTTP client that answers in place of the network, for a configuration of your own.
    ///
    /// It also serves the client of `aws-sdk-dynamodbstreams`. That configuration needs a region, credentials and an
    /// endpoint, of any value, since the SDK asks for them before it asks the HTTP client.
    #[must_use]
    pub fn http_client(&self) -> SharedHttpClient {
        SharedHttpClient::new(Transport {
            engine: Arc::clone(&self.engine),
        })
    }

    /// Deletes the items that are past their time to live, in every table that has it enabled, and says how many.
    ///
    /// The service does this in the background, within days; here it happens only when asked. It runs on the calling
    /// thread, and lets waiting requests in between pages.
    ///
    /// # Errors
    ///
    /// When the database cannot be read or written, as when its disk is full. What was deleted before stays deleted.
    ///
    /// # Examples
    ///
    /// ```
    /// use dynamo_model_embedded::Embedded;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// assert_eq!(Embedded::memory()?.sweep_expired()?, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn sweep_expired(&self) -> Result<usize, SweepError> {
        self.engine.database.sweep_ttl().map_err(SweepError::new)
    }

    /// The script of faults that calls meet. Clones share it.
    #[must_use]
    pub fn faults(&self) -> Faults<'_> {
        Faults::new(&self.engine.script)
    }

    /// How many calls of this operation arrived, retries and calls that met a fault included.
    ///
    /// A call that failed before it left the SDK did not arrive.
    #[must_use]
    pub fn calls(&self, operation: &str) -> usize {
        lock(&self.engine.journal).calls(operation)
    }

    /// Starts to record requests, from none: the latest 1,000 are kept.
    ///
    /// ```
    /// use dynamo_model_embedded::Embedded;
    /// use serde_json::json;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let db = Embedded::memory()?;
    /// db.record();
    /// db.sdk_client().list_tables().limit(7).send().await?;
    ///
    /// let requests = db.requests();
    /// assert_eq!(requests[0].operation(), "ListTables");
    /// assert_eq!(requests[0].json()?, json!({ "Limit": 7 }));
    /// # Ok(())
    /// # }
    /// ```
    pub fn record(&self) {
        lock(&self.engine.journal).record();
    }

    /// The recorded requests, in the order in which they arrived; none before [`record`](Self::record).
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.engine.journal).requests()
    }
}

/// By hand, as the engine has none, and data has no place in a log.
impl fmt::Debug for Embedded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Embedded").finish_non_exhaustive()
    }
}

/// What clones and clients share.
pub(crate) struct Engine {
    database: Database,
    script: Mutex<Script>,
    journal: Mutex<Journal>,
}

impl Engine {
    /// Answers a request, and says how long the answer takes.
    pub(crate) fn serve(
        &self,
        request: &HttpRequest,
    ) -> (Result<Answer, ConnectorError>, Duration) {
        let operation = operation_of(request);
        let Some(body) = request.body().bytes() else {
            let error = ConnectorError::user("a streaming body is no DynamoDB request".into());
            return (Err(error), Duration::ZERO);
        };
        lock(&self.journal).enter(operation, body);
        // In a statement of its own, as the lock must be gone before the database works.
        let meeting = lock(&self.script).next(operation);
        match meeting {
            None => (
                Ok(route::answer(&self.database, operation, body)),
                Duration::ZERO,
            ),
            Some(meeting) => (
                fault::act(&meeting, &self.database, operation, body),
                meeting.delay,
            ),
        }
    }
}

/// As for [`Embedded`].
impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}
