use dynamo_model::value::UnixMillis;
use dynamo_model::{Document, Model};
use std::time::SystemTime;

#[derive(Clone, Copy, Document)]
struct UserId(u64);

#[derive(Clone, Model)]
struct User {
    #[dynamo(partition_key)]
    id: UserId,
    #[dynamo(unique)]
    email: String,
    #[dynamo(unique)]
    phone: Option<String>,
}

#[derive(Clone, Model)]
struct Event {
    #[dynamo(partition_key, with = UnixMillis)]
    at: SystemTime,
    #[dynamo(sort_key)]
    number: u8,
    #[dynamo(unique)]
    name: String,
}

/// Told as a key alone.
#[derive(Clone, Model)]
struct Flag {
    #[dynamo(partition_key)]
    on: bool,
    #[dynamo(unique)]
    name: String,
}

#[derive(Clone, Model)]
struct Blob {
    #[dynamo(partition_key, binary)]
    hash: Vec<u8>,
    #[dynamo(unique)]
    name: String,
}

#[derive(Clone, Model)]
#[dynamo(partition_key = "ROOM#{number}")]
struct Room {
    number: u64,
    #[dynamo(unique)]
    name: String,
}

fn main() {}
