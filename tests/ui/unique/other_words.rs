use std::time::SystemTime;

use dynamo_model::{Document, Model};

#[derive(Debug, Clone, Document)]
struct Address {
    street: String,
}

#[derive(Clone, Model)]
#[dynamo(partition_key = "USER#{id}#{number}")]
struct User {
    id: String,
    #[dynamo(unique, in_key)]
    number: u64,
    #[dynamo(unique, flatten)]
    address: Address,
    #[dynamo(unique, skip)]
    cached: String,
    #[dynamo(unique, alias = "mail")]
    email: String,
    #[dynamo(unique, secret)]
    token: String,
    #[dynamo(unique, constant = 1)]
    form: u8,
    #[dynamo(unique, null)]
    phone: Option<String>,
    #[dynamo(unique, version)]
    version: u64,
    #[dynamo(unique, force = now())]
    seen: u64,
    #[dynamo(unique, updated_at)]
    changed: SystemTime,
    #[dynamo(unique = true)]
    name: String,
    #[dynamo(unique, unique)]
    nickname: String,
    #[dynamo(uniqe)]
    handle: String,
}

fn now() -> u64 {
    0
}

fn main() {
    let _ = User::get(("17", 1_u64));
}
