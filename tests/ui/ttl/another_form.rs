use std::time::SystemTime;

use dynamo_model::Model;
use dynamo_model::value::{Rfc3339, UnixMillis};

#[derive(Clone, Model)]
struct Session {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(ttl, with = UnixMillis)]
    expires: SystemTime,
}

#[derive(Clone, Model)]
struct Token {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(ttl, with = Rfc3339)]
    expires: SystemTime,
}

#[derive(Clone, Model)]
struct Lease {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(ttl, null)]
    expires: Option<u64>,
}

fn main() {
    let _ = (Session::get("s"), Token::get("t"), Lease::get("l"));
}
