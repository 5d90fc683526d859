//! Typed data modelling for Amazon DynamoDB.

#[cfg(test)]
mod architecture;
mod client;
mod error;
pub mod expr;
pub mod op;
pub mod schema;
pub mod table;
pub mod value;
mod wire;

#[doc(hidden)]
pub mod __private;

#[cfg(feature = "derive")]
pub use dynamo_model_derive::{Document, Model};

#[doc(no_inline)]
pub use aws_sdk_dynamodb::types::AttributeValue;

#[doc(inline)]
pub use self::client::Client;
#[doc(inline)]
pub use self::error::{AttributePath, Error, ErrorKind, Result, Segment};
#[doc(inline)]
pub use self::op::Model;
