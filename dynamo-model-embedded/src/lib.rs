//! DynamoDB inside your process, for tests and first steps: no server, no account, no container.
//!
//! [`Embedded`] hands the requests of the official SDK to an engine in the same process, where they would leave for
//! the network. Your code keeps its `aws_sdk_dynamodb::Client` and cannot tell: signing, retries, error types and the
//! JSON on the wire are the SDK's own. Nothing listens, nothing is resolved, and the environment is not read.
//!
//! ```
//! use aws_sdk_dynamodb::types::{AttributeDefinition, AttributeValue, BillingMode};
//! use aws_sdk_dynamodb::types::{KeySchemaElement, KeyType, ScalarAttributeType};
//! use dynamo_model_embedded::{Embedded, Fault};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let db = Embedded::memory()?; // a database of this test's own
//! let client = db.sdk_client();
//!
//! let key = KeySchemaElement::builder().attribute_name("id").key_type(KeyType::Hash);
//! let id = AttributeDefinition::builder()
//!     .attribute_name("id")
//!     .attribute_type(ScalarAttributeType::S);
//! client
//!     .create_table()
//!     .table_name("Orders")
//!     .key_schema(key.build()?)
//!     .attribute_definitions(id.build()?)
//!     .billing_mode(BillingMode::PayPerRequest)
//!     .send()
//!     .await?;
//!
//! // The first two attempts are throttled. The SDK retries, and the third goes through.
//! db.faults().on("PutItem", Fault::throttled().times(2));
//! let put = client.put_item().table_name("Orders");
//! put.item("id", AttributeValue::S("o-1".into())).send().await?;
//! assert_eq!(db.calls("PutItem"), 3);
//! assert_eq!(db.faults().unused(), 0); // the script is used up
//!
//! // The write is applied and its answer lost: what a program must be ready for, and no server does on demand.
//! db.faults().on("DeleteItem", Fault::connection_reset().always());
//! let delete = client.delete_item().table_name("Orders");
//! let lost = delete.key("id", AttributeValue::S("o-1".into())).send().await;
//! assert!(lost.is_err());
//! assert_eq!(client.scan().table_name("Orders").send().await?.count(), 0);
//! # Ok(())
//! # }
//! ```
//!
//! # What is here
//!
//! - [`Embedded`]: a database, in memory or in a file, and the clients of it.
//! - [`Fault`] and [`Faults`]: what the next calls of an operation meet, be it a throttle, a time-out, unprocessed
//!   items, a conflict, a lost answer or any answer at all.
//! - [`Embedded::calls`], [`Embedded::record`] and [`Request`]: what arrived.
//!
//! Depend on it as a dev-dependency: it is for tests, examples and development, and brings SQLite, which needs a C
//! compiler, with it.
//!
//! # What it can do
//!
//! Items, queries, scans, batches, transactions, PartiQL, tables, indexes, streams, time to live, tags and vector
//! search. An operation that is not among these (backups, global tables, imports and exports, Kinesis, limits, resource
//! policies) is answered with `UnknownOperationException`, as DynamoDB answers what it does not know.
//!
//! # Where it differs from DynamoDB
//!
//! It is an emulator: what only the service can tell, test on the service.
//!
//! | | Here | DynamoDB |
//! |---|---|---|
//! | Capacity, throttling, conflicts | only when scripted | always possible |
//! | Reads | all strongly consistent | eventually, unless asked |
//! | Time to live | deleted by [`Embedded::sweep_expired`] only | in the background, within days |
//! | A new index on a table | active at once | `CREATING` first |
//! | Two indexes in one `UpdateTable` | accepted | refused |
//! | `IN` with more than 100 operands, more than 300 operators | accepted | refused |
//! | `TransactGetItems` of more than 4 MB | accepted | refused |
//! | Time to live enabled twice | accepted | refused |
//! | A table's ARN as its name | refused | accepted |
//! | Streams | a single shard | as many as it needs |
//! | ARNs | `arn:aws:dynamodb:dynoxide:000000000000:…` | region and account |
//!
//! # Speed
//!
//! A call runs to its end on the thread that polls it, and one lock serialises a database. An item operation takes
//! about a tenth of a millisecond in a release build and a whole one in a debug build, a scan of a full megabyte some
//! 50: nothing to a test, too much for a server. A
//! [`slow`](Fault::slow) answer waits without holding either.

mod answer;
mod engine;
mod error;
mod fault;
mod journal;
mod lock;
mod route;
mod transport;

pub use engine::Embedded;
pub use error::{OpenError, SweepError};
pub use fault::{Fault, Faults};
pub use journal::Request;
