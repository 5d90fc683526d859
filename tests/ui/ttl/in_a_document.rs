use std::time::SystemTime;

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Session {
    #[dynamo(ttl)]
    expires: SystemTime,
}

#[derive(Clone, Document)]
#[dynamo(tag = "type")]
enum Event {
    Opened {
        #[dynamo(ttl(hide_expired))]
        expires: SystemTime,
    },
}

fn main() {}
