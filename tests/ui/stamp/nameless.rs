use std::time::SystemTime;

use dynamo_model::Document;

#[derive(Clone, Document)]
struct Created(#[dynamo(created_at)] SystemTime);

#[derive(Clone, Document)]
struct Id(#[dynamo(id = ulid)] String);

fn main() {}
