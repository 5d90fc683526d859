//! The embedded engine, through the real SDK client.
//!
//! One binary, since each links the SDK.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected has failed; clippy's own exception spares only `#[test]` functions"
)]

mod databases;
mod differences;
mod faults;
mod operations;
mod refusals;
mod support;
mod watching;
