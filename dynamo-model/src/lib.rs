//! Typed data modelling for Amazon DynamoDB.
//!
//! Describe an item as a struct and derive [`Model`](macro@Model). Its operations are then functions of the struct: each makes a value
//! that is sent to a [`Client`].
//!
//! ```
//! use dynamo_model::{Client, Model};
//!
//! #[derive(Debug, Clone, PartialEq, Model)]
//! #[dynamo(table = "users")]
//! struct User {
//!     #[dynamo(partition_key)]
//!     id: String,
//!     name: String,
//!     visits: u64,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::new(dynamo_model_embedded::Embedded::memory()?.sdk_client());
//! User::create_table().send(&client).await?;
//!
//! User::create(&User { id: "u-1".into(), name: "Ada".into(), visits: 0 }).send(&client).await?;
//! let user = User::update("u-1").change(|u| u.visits.add(1)).send(&client).await?;
//! assert_eq!(User::get("u-1").send(&client).await?, Some(user));
//! # Ok(())
//! # }
//! ```
//!
//! # Where to find what
//!
//! - [`Model`]: the operations, and what they are called. [`op`] has their builders, pages, cursors and streams.
//! - [`op::BatchWrite`] and [`op::TransactWrite`]: many writes, each by itself, or all or nothing.
//! - [`Collection`]: several models of one table, read as one. [`macro@Collection`] is its derive.
//! - [`macro@Model`], [`macro@Document`] and [`macro@Projection`]: the derives, and every attribute they take.
//! - [`expr`]: typed paths, conditions, changes and selections. The operators are methods of [`expr::Path`].
//! - [`value`]: which Rust type is stored as what, and how to store others.
//! - [`op::BatchGet`] and [`op::TransactGet`]: many items by their keys, of several models at once.
//! - [`Ref`]: an attribute that refers to another item, and how to read the items of many.
//! - [`Client`]: where requests go.
//! - [`output`]: models as JSON, views for one reader or another, and secrets. `guide::output` has all of it.
//! - [`Error`]: what can go wrong, by [`ErrorKind`].
//! - [`table`] and [`schema`]: creating tables, and what a model is, as data.
//! - [`Tracked`]: an item that knows what is changed in it.
//! - [`guide::modelling`]: one entity, indexes, several entities in one table, and when to use which.
//! - [`guide::coming_from_dynamoose`]: what each name of Dynamoose is called here.
//! - [`guide::lifecycle`]: what happens around a write and a read, in which order; hooks. [`guide::defaults`] and [`guide::stamps`] say
//!   what is filled in.
//! - [`guide::validation`]: the rules that values have to keep, and what is said of those that do not.
//! - [`guide::saving`]: put, update or save; versions, and what to do about conflicts.
//! - [`guide::transactions`]: batches, transactions and unique attributes, and what each of them promises.
//! - [`guide::bulk`]: deleting what a query finds, copying a table, at which rate, and how to go on behind an interruption.
//!
//! # Features
//!
//! | Feature | What it adds | Default |
//! |---|---|---|
//! | `derive` | the derives | yes |
//! | `aws-config` | [`Client::from_env`](Client) | |
//! | `serde` | `#[dynamo(serde)]`: any serde type as an attribute; `#[dynamo(serialize)]` and [views](output); a [`Report`] as JSON | |
//! | `uuid`, `ulid`, `chrono`, `time`, `rust_decimal`, `bytes`, `serde_json` | the types of these crates as attributes | |
//! | `uuid-v4`, `uuid-v7`, `ulid` | `#[dynamo(id = ..)]`: ids that writes make | |
//! | `regex`, `email`, `url` | the rules `pattern`, `email` and `url` of `validate(..)` | |

#[cfg(test)]
mod architecture;
mod client;
mod error;
pub mod expr;
pub mod lifecycle;
pub mod op;
pub mod output;
pub mod schema;
pub mod table;
pub mod value;
mod wire;

#[doc(hidden)]
pub mod __private;

#[doc(no_inline)]
pub use aws_sdk_dynamodb::types::AttributeValue;
#[cfg(feature = "derive")]
pub use dynamo_model_derive::{Collection, Document, Model, Projection};

#[doc(inline)]
pub use self::client::Client;
#[doc(inline)]
pub use self::error::{
    At, AttributePath, Error, ErrorKind, Failure, Param, Report, Result, Segment, Violation,
};
#[doc(inline)]
pub use self::expr::Projection;
#[doc(inline)]
pub use self::op::{Collection, Hooks, Model, Saved, Tracked};
#[doc(inline)]
pub use self::schema::{KeyOf, Ref};

/// Guides.
#[cfg(any(doc, doctest))]
pub mod guide {
    #[doc = include_str!("../docs/modelling.md")]
    pub mod modelling {}

    #[doc = include_str!("../docs/coming-from-dynamoose.md")]
    pub mod coming_from_dynamoose {}

    #[doc = include_str!("../docs/lifecycle.md")]
    pub mod lifecycle {}

    #[doc = include_str!("../docs/validation.md")]
    pub mod validation {}

    #[doc = include_str!("../docs/saving.md")]
    pub mod saving {}

    #[doc = include_str!("../docs/transactions.md")]
    pub mod transactions {}
    #[doc = include_str!("../docs/bulk.md")]
    pub mod bulk {}

    #[doc = include_str!("../docs/stamps.md")]
    pub mod stamps {}

    #[doc = include_str!("../docs/defaults.md")]
    pub mod defaults {}

    #[cfg(feature = "serde")]
    #[doc = include_str!("../docs/output.md")]
    pub mod output {}
}

/// The README's example is compiled and run with the documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
