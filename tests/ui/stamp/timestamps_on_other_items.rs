use std::time::SystemTime;

use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(timestamps, tag = "type")]
enum Event {
    Opened { created_at: SystemTime, updated_at: SystemTime },
}

#[derive(Clone, Document)]
#[dynamo(timestamps)]
struct Created(SystemTime);

fn main() {}
