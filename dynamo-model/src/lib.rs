//! Typed data modelling for Amazon DynamoDB.

mod error;
pub mod expr;
pub mod schema;
pub mod value;
mod wire;

#[doc(hidden)]
pub mod __private;

#[cfg(feature = "derive")]
pub use dynamo_model_derive::{Document, Model};

#[doc(inline)]
pub use self::error::{AttributePath, Error, ErrorKind, Result, Segment};
