//! What every test receives: a client of tables of its own, on one engine.

use std::collections::HashMap;
use std::fmt::{self, Debug};
use std::io::Write;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use dynamo_model::op::Page;
use dynamo_model::{AttributeValue, Client, Error, ErrorKind, Model, value};
use dynamo_model_embedded::Embedded;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tracing::{Dispatch, Subscriber};

/// An item in the SDK's own types.
pub type Item = HashMap<String, AttributeValue>;

/// What a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Embedded,
    DynamoDbLocal,
}

/// A DynamoDB that no other test sees: a database of its own, or tables under a prefix of its own.
#[derive(Debug)]
pub struct Db {
    pub client: Client,
    engine: Engine,
    embedded: Option<Embedded>,
}

/// Where DynamoDB Local is, if it is to be tested.
pub fn endpoint() -> Option<String> {
    std::env::var("DYNAMO_MODEL_TEST_ENDPOINT")
        .ok()
        .filter(|endpoint| !endpoint.is_empty())
}

impl Db {
    pub fn embedded() -> Self {
        let embedded = Embedded::memory().expect("SQLite opens a database in memory");
        Self {
            client: Client::new(embedded.sdk_client()),
            engine: Engine::Embedded,
            embedded: Some(embedded),
        }
    }

    /// `None`, said in one line for the whole run, if there is no DynamoDB Local to test.
    pub fn local() -> Option<Self> {
        static SAID: Once = Once::new();
        let Some(endpoint) = endpoint() else {
            // Not through `eprintln!`, which the test runner keeps to itself when a test passes.
            SAID.call_once(|| {
                let line =
                    "integration: NOT run on DynamoDB Local: DYNAMO_MODEL_TEST_ENDPOINT is not set\n";
                std::io::stderr().write_all(line.as_bytes()).ok();
            });
            return None;
        };
        Some(Self {
            client: Client::local(endpoint).table_prefix(unique_prefix()),
            engine: Engine::DynamoDbLocal,
            embedded: None,
        })
    }

    /// The engine behind a test that is listed in `on_the_embedded_engine!`.
    pub fn engine(&self) -> &Embedded {
        self.embedded
            .as_ref()
            .expect("this test is for the embedded engine alone")
    }

    /// The embedded engine, if this is it: to look at what was sent.
    pub fn if_embedded(&self) -> Option<&Embedded> {
        self.embedded.as_ref()
    }

    /// Whether this is the engine that answers differently from DynamoDB, for the reason given. Every difference that a
    /// test knows is asked for here, and described in `docs/engines.md`.
    pub fn differs(&self, engine: Engine, reason: &str) -> bool {
        assert!(!reason.is_empty());
        self.engine == engine
    }

    /// Creates the table of a model.
    pub async fn table<M: Model>(&self) {
        M::create_table()
            .send(&self.client)
            .await
            .expect("the table is created");
    }

    /// Writes an item as some other program might.
    pub async fn put_raw<M: Model>(&self, item: Item) {
        self.try_put_raw::<M>(item)
            .await
            .expect("the engine takes the item");
    }

    pub async fn try_put_raw<M: Model>(&self, item: Item) -> Result<(), String> {
        let put = self.client.sdk().put_item();
        put.table_name(self.client.table::<M>())
            .set_item(Some(item))
            .send()
            .await
            .map(|_| ())
            .map_err(words)
    }

    /// Writes many items as fast as the engine takes them.
    pub async fn put_all_raw<M: Model>(&self, items: impl IntoIterator<Item = Item>) {
        use aws_sdk_dynamodb::types::{PutRequest, WriteRequest};
        let requests: Vec<_> = items
            .into_iter()
            .map(|item| {
                let put = PutRequest::builder().set_item(Some(item)).build();
                WriteRequest::builder()
                    .put_request(put.expect("it has an item"))
                    .build()
            })
            .collect();
        for chunk in requests.chunks(25) {
            let table = self.client.table::<M>();
            let write = self.client.sdk().batch_write_item();
            let output = write
                .request_items(table, chunk.to_vec())
                .send()
                .await
                .expect("the batch is written");
            assert!(output.unprocessed_items.unwrap_or_default().is_empty());
        }
    }

    /// Writes many items of a model.
    pub async fn put_all<M: Model>(&self, items: &[M]) {
        let items = items
            .iter()
            .map(|item| item.to_attributes().expect("it has a stored form"));
        self.put_all_raw::<M>(items).await;
    }

    /// The stored item, as it is.
    pub async fn get_raw<M: Model>(&self, key: Item) -> Option<Item> {
        let get = self.client.sdk().get_item();
        get.table_name(self.client.table::<M>())
            .set_key(Some(key))
            .consistent_read(true)
            .send()
            .await
            .expect("the engine reads the item")
            .item
    }

    /// Reads on the direct path and through the SDK's own types. Both have to give the same.
    pub async fn both_paths<T: PartialEq + Debug>(&self, read: impl AsyncFn(&Client) -> T) -> T {
        let direct = read(&self.client.clone().direct_path(true)).await;
        let through_the_sdk = read(&self.client.clone().direct_path(false)).await;
        assert_eq!(
            direct, through_the_sdk,
            "left: direct path, right: through the SDK's types"
        );
        direct
    }
}

/// What an engine itself says of what it refuses: the code, and its words.
pub fn words<E: ProvideErrorMetadata>(error: SdkError<E>) -> String {
    let (code, message) = (error.code(), error.message());
    format!(
        "{}: {}",
        code.unwrap_or_default(),
        message.unwrap_or_default()
    )
}

/// What a test hears of `tracing`, while both of these live: one of them is to be set.
///
/// With one subscriber alone, a span is asked for only of the thread that meets it first. If that is a test which hears nothing, nobody
/// hears of that span any more. With two, each is asked.
pub fn listen<S: Subscriber + Clone + Send + Sync>(subscriber: &S) -> [Dispatch; 2] {
    [subscriber, subscriber].map(|subscriber| Dispatch::new(subscriber.clone()))
}

fn unique_prefix() -> String {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or(Duration::ZERO);
    format!(
        "t{}-{}-{}-",
        now.as_nanos(),
        std::process::id(),
        COUNTER.fetch_add(1, Ordering::Relaxed)
    )
}

/// All of an error that can be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub kind: ErrorKind,
    pub text: String,
    pub path: Option<String>,
    /// In a form that has no order of elements in its sets.
    pub item: Option<value::Item>,
}

impl From<Error> for Told {
    fn from(error: Error) -> Self {
        Self {
            kind: error.kind(),
            text: error.to_string(),
            path: error.path().map(|path| path.to_string()),
            item: error.stored_item().cloned().map(unordered),
        }
    }
}

/// All of a page that can be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen<T> {
    pub items: Vec<T>,
    pub cursor: Option<String>,
    pub previous: Option<String>,
    pub scanned_count: u64,
    pub requests: u32,
}

impl<T> From<Page<T>> for Seen<T> {
    fn from(page: Page<T>) -> Self {
        Self {
            cursor: page.cursor.as_ref().map(ToString::to_string),
            previous: page.previous.as_ref().map(ToString::to_string),
            items: page.items,
            scanned_count: page.scanned_count,
            requests: page.requests,
        }
    }
}

/// An item that can be compared: the sets of the SDK's own are lists, in an order that means nothing.
pub fn unordered(item: Item) -> value::Item {
    item.try_into().expect("every attribute has a value")
}

/// An item of these attributes.
pub fn item<const N: usize>(attributes: [(&str, AttributeValue); N]) -> Item {
    attributes
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

pub fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

pub fn n(number: impl ToString) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// Random values, the same in every run. Another seed makes others; `Debug` shows which it was.
pub struct Random {
    seed: &'static str,
    runner: TestRunner,
}

impl Random {
    /// A seed is 32 characters long.
    pub fn seeded(seed: &'static str) -> Self {
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, seed.as_bytes());
        Self {
            seed,
            runner: TestRunner::new_with_rng(Config::default(), rng),
        }
    }

    pub fn one<S: Strategy>(&mut self, strategy: &S) -> S::Value {
        let tree = strategy.new_tree(&mut self.runner);
        tree.expect("nothing is filtered away").current()
    }

    pub fn many<S: Strategy>(&mut self, count: usize, strategy: &S) -> Vec<S::Value> {
        (0..count).map(|_| self.one(strategy)).collect()
    }
}

impl Debug for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seed {:?}", self.seed)
    }
}

/// Makes tests of these functions, one for each engine.
macro_rules! on_every_engine {
    ($($test:ident),* $(,)?) => {
        mod embedded {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test($crate::harness::Db::embedded()).await;
                }
            )*
        }

        mod local {
            $(
                #[tokio::test]
                async fn $test() {
                    if let Some(db) = $crate::harness::Db::local() {
                        super::$test(db).await;
                    }
                }
            )*
        }
    };
}

/// Makes tests of these functions, for the embedded engine alone.
macro_rules! on_the_embedded_engine {
    ($($test:ident),* $(,)?) => {
        mod embedded_only {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test($crate::harness::Db::embedded()).await;
                }
            )*
        }
    };
}
