//! The library against real engines: the embedded one always, DynamoDB Local where `DYNAMO_MODEL_TEST_ENDPOINT`
//! names one.
//!
//! A test is an async function that receives a [`Db`](harness::Db). Listed in `on_every_engine!`, it runs on every engine,
//! under a name that says on which: `life_cycle::embedded::create_refuses_to_overwrite`. One that needs what only the
//! embedded engine has, such as faults, is listed in `on_the_embedded_engine!`. A test that is in no list is dead code,
//! and so a warning.

#[macro_use]
mod harness;
mod dice;
mod guard;
mod models;

mod aliases;
mod batch_get;
mod batch_write;
mod batch_write_at_random;
mod batch_write_faults;
mod batch_write_stream;
mod both_paths;
mod bulk;
mod bulk_faults;
mod changes;
mod collection_indexes;
mod collections;
mod combined;
mod concurrency;
mod condition_trees;
mod conditions;
mod constants;
mod counters;
mod defaults;
mod defects;
mod derived_keys;
mod derived_keys_at_random;
mod direct_path;
mod direct_put;
mod documents;
mod empty_keys;
mod environment;
mod faults;
mod foreign;
mod gather;
mod hooks;
mod hydrate;
mod ids;
mod index_cursors;
mod index_keys;
mod index_paging;
mod index_tables;
mod indexes;
mod inputs;
mod item_types;
mod life_cycle;
mod limits;
mod malformed;
mod names;
mod numbers;
mod once;
mod output;
mod paging;
mod paging_back;
mod parallel_scan;
mod parity;
mod projections;
mod query;
mod references;
mod required;
mod schemas;
mod several_attributes;
mod single_table;
mod sort_key_conditions;
mod stamps;
mod tables;
mod trace;
mod tracked;
mod tracked_at_random;
mod transact_at_random;
mod transact_get;
mod transact_write;
mod transforms;
mod ttl;
mod unions;
mod unique;
mod unknown;
mod untyped;
mod validation;
mod values;
mod versions;
