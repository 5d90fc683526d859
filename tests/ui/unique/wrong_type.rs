use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::{Document, Model};

#[derive(Clone, Document)]
struct Address {
    street: String,
}

#[derive(Clone)]
struct Foreign;

struct ByActive;

#[derive(Clone, Model)]
struct User {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(unique)]
    email: String,
    #[dynamo(unique)]
    phone: Option<u64>,
    #[dynamo(unique, binary)]
    fingerprint: Vec<u8>,
    #[dynamo(unique)]
    names: Vec<String>,
    #[dynamo(unique)]
    tags: BTreeSet<String>,
    #[dynamo(unique)]
    more: BTreeMap<String, u8>,
    #[dynamo(unique)]
    address: Option<Address>,
    #[dynamo(unique)]
    alone: Option<bool>,
    // Told once.
    #[dynamo(unique, index(ByActive, partition_key))]
    active: bool,
    #[dynamo(unique)]
    foreign: Foreign,
}

fn main() {}
