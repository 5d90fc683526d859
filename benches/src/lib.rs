//! Time and allocations of dynamo-model beside its peers: see `README.md`.

pub mod allocator;
pub mod canned;
pub mod cases;
pub mod customer;
pub mod measure;
pub mod peers;
pub mod report;
