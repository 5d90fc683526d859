//! Going through what a query or scan finds: pages, cursors and streams.

pub(super) mod back;
pub(super) mod bytes;
pub(super) mod cursor;
pub(super) mod fingerprint;
pub(super) mod order;
pub(super) mod origin;
pub(super) mod page;
pub(super) mod stream;
pub(super) mod walk;
