use std::time::SystemTime;

use dynamo_model::Model;

#[derive(Clone, Model)]
struct Session {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(ttl(refresh))]
    expires: SystemTime,
}

fn main() {
    let _ = Session::get("s");
}
