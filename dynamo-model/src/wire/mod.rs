//! DynamoDB's JSON on the wire: bytes to structs and back, with no `AttributeValue` in between.
//!
//! [`scan`] knows JSON and nothing of DynamoDB, [`reader`] and [`writer`] are the back ends of the codec, and
//! [`response`] finds the items in the body of an answer.

// Nothing calls this room until the client's direct path does: then this line goes.
#![allow(dead_code, unused_imports)]

mod reader;
mod response;
mod scan;
mod writer;

#[cfg(test)]
mod tests;

pub(crate) use self::reader::WireReader;
pub(crate) use self::response::{Page, item, items};
pub(crate) use self::writer::WireWriter;
